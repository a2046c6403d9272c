package souk.dispatch.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;

/**
 * Where the driver of a trip was.
 *
 * @param at by his phone's clock
 * @param accuracyMetres radius in which he really was, where the phone knew
 * @param headingDegrees clockwise from north, where the phone knew
 * @param metresPerSecond over ground, where the phone knew
 */
public record TracePoint(
    Point point,
    Instant at,
    @Nullable Double accuracyMetres,
    @Nullable Double headingDegrees,
    @Nullable Double metresPerSecond) {}
