package souk.booking.stay.policy;

import io.micronaut.core.annotation.Introspected;

/**
 * What somebody who cancels pays.
 *
 * @param value by the kind: hundredths of a percent, nights from the first on, or minor units; 0
 *     for the whole
 */
@Introspected
public record Fee(Kind kind, long value) {
  private static final long BASIS_POINTS_MAX = 10_000;
  private static final long NIGHTS_MAX = 365;
  private static final long AMOUNT_MAX = 100_000_000;

  /** How a fee is measured; never more than the stay costs. */
  public enum Kind {
    PERCENT,
    NIGHTS,
    FIXED,
    FULL
  }

  /**
   * @throws IllegalArgumentException in one sentence, when the value is out of the kind's range
   */
  public Fee {
    // a field that is missing is null here, whatever the types say
    if ((Object) kind == null) throw new IllegalArgumentException("fee.kind is missing");
    var max = max(kind);
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "fee.value of %s must be from 0 to %d, not %d".formatted(kind, max, value));
    }
  }

  private static long max(Kind kind) {
    return switch (kind) {
      case PERCENT -> BASIS_POINTS_MAX;
      case NIGHTS -> NIGHTS_MAX;
      case FIXED -> AMOUNT_MAX;
      case FULL -> 0;
    };
  }
}
