package souk.payments.fx;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/**
 * What one unit of a currency was worth in another.
 *
 * @param rate so many units of {@code quote} for one of {@code base}; more than zero
 * @param source whose word it is
 * @param asOf of when
 */
public record Rate(
    UUID id, Currency base, Currency quote, BigDecimal rate, String source, Instant asOf) {
  public Rate {
    if (base.equals(quote)) throw new IllegalArgumentException("a rate of " + base + " to itself");
    if (rate.signum() <= 0) throw new IllegalArgumentException("a rate of " + rate);
  }

  /** Whether it says what one of them is worth in the other. */
  public boolean isBetween(Currency one, Currency other) {
    return (base.equals(one) && quote.equals(other)) || (base.equals(other) && quote.equals(one));
  }
}
