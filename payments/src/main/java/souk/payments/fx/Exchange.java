package souk.payments.fx;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import souk.platform.money.Money;

/**
 * An amount changed into another currency, with where each minor unit of its worth went: to whoever
 * changes it, to us, or into rounding.
 *
 * <p>The worth at the rate and the spread are rounded half to even. What he gets is rounded down,
 * so that no way through currencies and back, however often, makes money out of fractions.
 *
 * @param sold what is given
 * @param worth of it at the rate itself
 * @param spread what we keep; never negative
 * @param rounding what the three other roundings leave, of either sign
 * @param bought what is got
 * @param spreadPoints the part of the worth that we keep, in hundredths of a percent
 */
public record Exchange(
    Money sold, Money worth, Money spread, Money rounding, Money bought, int spreadPoints) {
  /** In a whole. */
  public static final int POINTS = 10_000;

  public Exchange {
    if (sold.minor() <= 0) throw new IllegalArgumentException("nothing to change: " + sold);
    if (spread.isNegative() || bought.isNegative()) {
      throw new IllegalArgumentException("%s for %s".formatted(bought, sold));
    }
    if (!worth.equals(bought.plus(spread).plus(rounding))) {
      throw new IllegalArgumentException("%s for %s leaves something".formatted(bought, sold));
    }
  }

  /**
   * What somebody gets for an amount.
   *
   * @param to another currency than the amount's
   * @param spreadPoints 0 to 9999
   * @param unit what is bought is a whole multiple of so many minor units; at least 1
   */
  public static Exchange of(Money sold, Currency to, Rate rate, int spreadPoints, long unit) {
    if (spreadPoints < 0 || spreadPoints >= POINTS || unit < 1) {
      throw new IllegalArgumentException(spreadPoints + " points, unit " + unit);
    }
    var exact = Fraction.worth(sold, to, rate);
    var worth = exact.rounded(RoundingMode.HALF_EVEN);
    var spread = exact.times(spreadPoints, POINTS).rounded(RoundingMode.HALF_EVEN);
    var whole = exact.times(POINTS - spreadPoints, POINTS).rounded(RoundingMode.DOWN);
    var bought = whole - whole % unit;
    return new Exchange(
        sold,
        new Money(worth, to),
        new Money(spread, to),
        new Money(Math.subtractExact(worth, Math.addExact(bought, spread)), to),
        new Money(bought, to),
        spreadPoints);
  }

  /** Decimals of what is bought less those of what is sold. */
  public int shift() {
    return digits(bought.currency()) - digits(sold.currency());
  }

  private static int digits(Currency currency) {
    var digits = currency.getDefaultFractionDigits();
    if (digits < 0) throw new IllegalArgumentException(currency + " is no money");
    return digits;
  }

  /** Exact, for a rate told the other way round is divided by. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {
    static Fraction worth(Money sold, Currency to, Rate rate) {
      if (!rate.isBetween(sold.currency(), to)) {
        throw new IllegalArgumentException("%s is no rate for %s to %s".formatted(rate, sold, to));
      }
      var shift = digits(to) - digits(sold.currency());
      var amount = BigDecimal.valueOf(sold.minor()).scaleByPowerOfTen(shift);
      return rate.base().equals(sold.currency())
          ? of(amount.multiply(rate.rate()), BigDecimal.ONE)
          : of(amount, rate.rate());
    }

    private static Fraction of(BigDecimal numerator, BigDecimal denominator) {
      var scale = Math.max(0, Math.max(numerator.scale(), denominator.scale()));
      return new Fraction(
          numerator.scaleByPowerOfTen(scale).toBigIntegerExact(),
          denominator.scaleByPowerOfTen(scale).toBigIntegerExact());
    }

    Fraction times(int part, int whole) {
      return new Fraction(
          numerator.multiply(BigInteger.valueOf(part)),
          denominator.multiply(BigInteger.valueOf(whole)));
    }

    long rounded(RoundingMode mode) {
      return new BigDecimal(numerator)
          .divide(new BigDecimal(denominator), 0, mode)
          .longValueExact();
    }
  }
}
