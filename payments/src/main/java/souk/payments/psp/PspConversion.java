package souk.payments.psp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import souk.platform.money.Money;

/**
 * What a movement of our balance was before the provider converted it into the currency it settles
 * in.
 *
 * @param presented what was charged or given back, of the sign of the movement
 * @param rate so many units of the settled currency for one of {@code presented}, as the provider
 *     writes it; more than zero
 */
public record PspConversion(Money presented, BigDecimal rate) {
  /**
   * Providers write a rate with that many digits and compute with more (Stripe: {@code
   * exchange_rate} at https://docs.stripe.com/api/balance_transactions/object).
   */
  private static final int DIGITS = 6;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  public PspConversion {
    if (rate.signum() <= 0) throw new IllegalArgumentException("a rate of " + rate);
  }

  /**
   * One of which only the settled amount is known: what it was at that rate, half to even.
   *
   * @throws IllegalArgumentException for a rate at which it is more than money can be
   */
  public static PspConversion derived(Money settled, Currency from, BigDecimal rate) {
    var shift = digits(from) - digits(settled.currency());
    var exact =
        BigDecimal.valueOf(settled.minor())
            .scaleByPowerOfTen(shift)
            .divide(rate, MathContext.DECIMAL64);
    return new PspConversion(new Money(whole(exact), from), rate);
  }

  private static long whole(BigDecimal exact) {
    try {
      return exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    } catch (ArithmeticException tooMuch) {
      throw new IllegalArgumentException("no amount of money: " + exact, tooMuch);
    }
  }

  /**
   * Whether the amounts differ by no more than rounding explains: the settled one to a minor unit,
   * whichever way, and the rate to the digits it is written with.
   */
  public boolean agreesWith(Money settled) {
    var shift = digits(settled.currency()) - digits(presented.currency());
    var amount = BigDecimal.valueOf(presented.minor()).scaleByPowerOfTen(shift);
    var off = amount.multiply(rate).subtract(BigDecimal.valueOf(settled.minor())).abs();
    var roundedRate = amount.abs().multiply(lastDigit()).multiply(HALF);
    return off.compareTo(roundedRate.add(BigDecimal.ONE)) < 0;
  }

  /** A JSON number has lost its zeros at the end. */
  private BigDecimal lastDigit() {
    var written = -rate.scale();
    var meant = rate.precision() - rate.scale() - DIGITS;
    return BigDecimal.ONE.scaleByPowerOfTen(Math.min(written, meant));
  }

  private static int digits(Currency currency) {
    return currency.getDefaultFractionDigits();
  }
}
