package souk.platform.money;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An exact amount: minor units (cents, yen) by ISO 4217 and their currency. Arithmetic that would
 * overflow throws {@link ArithmeticException}; amounts of two currencies never mix.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

  /** An amount in the currency with this ISO 4217 code. */
  public static Money of(long minor, String currencyCode) {
    return new Money(minor, Currency.getInstance(currencyCode));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, same(other)), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, same(other)), currency);
  }

  public Money max(Money other) {
    return same(other) > minor ? other : this;
  }

  /**
   * This amount times {@code numerator / denominator}, rounded half up to a minor unit (away from
   * zero). The denominator must be positive.
   */
  public Money times(long numerator, long denominator) {
    if (denominator <= 0) throw new IllegalArgumentException("denominator must be positive");
    var doubled = BigInteger.valueOf(minor).multiply(BigInteger.valueOf(numerator)).shiftLeft(1);
    var half = BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(doubled.signum()));
    var rounded = doubled.add(half).divide(BigInteger.valueOf(denominator).shiftLeft(1));
    return new Money(rounded.longValueExact(), currency);
  }

  /**
   * Splits this amount by weights so that the parts sum to it exactly: each gets its share rounded
   * towards zero, the rest goes by the largest remainder, ties to the earlier part (Hamilton's
   * method). Weights must not be negative and must not all be zero.
   */
  public List<Money> split(long... weights) {
    var total = total(weights);
    var sign = BigInteger.valueOf(Long.signum(minor));
    var amount = BigInteger.valueOf(minor).abs();
    var products = Arrays.stream(weights).mapToObj(w -> amount.multiply(BigInteger.valueOf(w)));
    var shares = products.map(p -> p.divideAndRemainder(total)).toList();
    var parts = shares.stream().map(share -> share[0]).toArray(BigInteger[]::new);
    var given = Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
    IntStream.range(0, parts.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> shares.get(i)[1]).reversed())
        .limit(amount.subtract(given).longValueExact())
        .forEach(i -> parts[i] = parts[i].add(BigInteger.ONE));
    return Arrays.stream(parts)
        .map(part -> new Money(part.multiply(sign).longValueExact(), currency))
        .toList();
  }

  public boolean isNegative() {
    return minor < 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other));
  }

  /** For people and logs: {@code 12.50 EUR}. */
  @Override
  public String toString() {
    var digits = Math.max(0, currency.getDefaultFractionDigits());
    return java.math.BigDecimal.valueOf(minor, digits).toPlainString()
        + " "
        + currency.getCurrencyCode();
  }

  private static BigInteger total(long... weights) {
    if (Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
      throw new IllegalArgumentException("a weight must not be negative");
    }
    var total = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger::add);
    return total
        .filter(sum -> sum.signum() > 0)
        .orElseThrow(() -> new IllegalArgumentException("some weight must be positive"));
  }

  private long same(Money other) {
    if (!other.currency.equals(currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other.minor;
  }
}
