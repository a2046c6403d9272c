package souk.dispatch.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;

/**
 * What a phone says of its place.
 *
 * @param at when the phone was there, by its own clock
 * @param accuracyMetres radius in which it really was, where the phone knows
 * @param headingDegrees clockwise from north, where the phone knows
 * @param metresPerSecond over ground, where the phone knows
 */
public record Position(
    Point point,
    Instant at,
    @Nullable Double accuracyMetres,
    @Nullable Double headingDegrees,
    @Nullable Double metresPerSecond) {

  /** A position of a phone that knows nothing of its movement. */
  public Position(Point point, Instant at, @Nullable Double accuracyMetres) {
    this(point, at, accuracyMetres, null, null);
  }
}
