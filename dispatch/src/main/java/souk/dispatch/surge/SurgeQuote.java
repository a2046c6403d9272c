package souk.dispatch.surge;

import java.math.BigDecimal;

/**
 * A multiplier to be pinned in a quote.
 *
 * @param multiplier at least 1, with exactly two decimals
 * @param version which computation it came from, so that it can be replayed; 0 is neutral
 */
public record SurgeQuote(BigDecimal multiplier, long version) {
  /** Nothing raised. */
  public static final SurgeQuote NEUTRAL = new SurgeQuote(new BigDecimal("1.00"), 0);

  /**
   * @throws IllegalArgumentException when the multiplier is below 1 or has not two decimals
   */
  public SurgeQuote {
    if (multiplier.scale() != 2 || multiplier.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(
          "A surge multiplier must be at least 1 with two decimals, not " + multiplier);
    }
  }
}
