package souk.dispatch.eta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;

/**
 * One point of a track.
 *
 * @param at by the receiver's clock
 * @param accuracyMetres radius in which it really was, where the receiver knew
 */
public record Sample(Point point, Instant at, @Nullable Double accuracyMetres) {}
