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
  private static final double FULL_CIRCLE = 360;

  /**
   * @throws IllegalArgumentException when something that the phone says it knows is out of range
   */
  public Position {
    requireUpTo(Double.MAX_VALUE, "accuracy_m", accuracyMetres);
    requireUpTo(FULL_CIRCLE, "heading", headingDegrees);
    requireUpTo(Double.MAX_VALUE, "speed_mps", metresPerSecond);
  }

  /** A position of a phone that knows nothing of its movement. */
  public Position(Point point, Instant at, @Nullable Double accuracyMetres) {
    this(point, at, accuracyMetres, null, null);
  }

  private static void requireUpTo(double max, String name, @Nullable Double value) {
    if (value == null || (value >= 0 && value <= max)) return;
    var range = max == Double.MAX_VALUE ? "0 or more" : "from 0 to %.0f".formatted(max);
    throw new IllegalArgumentException("%s must be %s, or left out".formatted(name, range));
  }
}
