package souk.payments.psp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import souk.platform.money.Money;

/** What rounding explains is no difference, and nothing else is. */
class PspConversionTest {
  private static final MathContext WRITTEN = new MathContext(6, RoundingMode.HALF_UP);

  @Provide
  Arbitrary<BigDecimal> rates() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("0.0001"), new BigDecimal("20000"))
        .ofScale(12);
  }

  @Provide
  Arbitrary<RoundingMode> roundings() {
    return Arbitraries.of(
        RoundingMode.UP, RoundingMode.DOWN, RoundingMode.HALF_EVEN, RoundingMode.FLOOR);
  }

  @Provide
  Arbitrary<String> currencies() {
    return Arbitraries.of("CHF", "JPY", "KWD");
  }

  private static BigDecimal exact(Money presented, BigDecimal rate, Currency into) {
    var shift = into.getDefaultFractionDigits() - presented.currency().getDefaultFractionDigits();
    return BigDecimal.valueOf(presented.minor()).scaleByPowerOfTen(shift).multiply(rate);
  }

  private static Money rounded(BigDecimal exact, RoundingMode mode) {
    return Money.of(exact.setScale(0, mode).longValueExact(), "EUR");
  }

  /** Whichever way the provider rounds, and however many digits it computes with. */
  @Property
  void whatAProviderConvertsAgrees(
      @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long minor,
      @ForAll("currencies") String currency,
      @ForAll("rates") BigDecimal rate,
      @ForAll("roundings") RoundingMode mode) {
    var presented = Money.of(minor, currency);
    var settled = rounded(exact(presented, rate, Currency.getInstance("EUR")), mode);
    assertThat(new PspConversion(presented, rate.round(WRITTEN)).agreesWith(settled)).isTrue();
  }

  /** The control: what is further off than both roundings together is found. */
  @Property
  void whatIsFurtherOffDoesNot(
      @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long minor,
      @ForAll("currencies") String currency,
      @ForAll("rates") BigDecimal rate) {
    var presented = Money.of(minor, currency);
    var exact = exact(presented, rate, Currency.getInstance("EUR"));
    var explained = exact.abs().multiply(new BigDecimal("0.00001")).add(BigDecimal.TWO);
    var conversion = new PspConversion(presented, rate.round(WRITTEN));
    assertThat(conversion.agreesWith(rounded(exact.add(explained), RoundingMode.UP))).isFalse();
    assertThat(conversion.agreesWith(rounded(exact.subtract(explained), RoundingMode.DOWN)))
        .isFalse();
  }

  @Property
  void whatIsDerivedAgrees(
      @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long minor,
      @ForAll("rates") BigDecimal rate) {
    var settled = Money.of(minor, "EUR");
    var derived = PspConversion.derived(settled, Currency.getInstance("CHF"), rate);
    var again = exact(derived.presented(), rate, settled.currency());
    var half = rate.multiply(new BigDecimal("0.51"));
    assertThat(again.subtract(BigDecimal.valueOf(minor)).abs()).isLessThanOrEqualTo(half);
  }

  @Example
  void oneCentOnASmallAmountIsRoundingAndTwoAreNot() {
    var conversion = new PspConversion(Money.of(6000, "USD"), new BigDecimal("0.88"));
    assertThat(conversion.agreesWith(Money.of(5280, "EUR"))).isTrue();
    assertThat(conversion.agreesWith(Money.of(5281, "EUR"))).isTrue();
    assertThat(conversion.agreesWith(Money.of(5282, "EUR"))).isFalse();
    assertThat(conversion.agreesWith(Money.of(-5280, "EUR"))).isFalse();
  }

  @Example
  void whatNoMoneyCanBeIsNoConversion() {
    var settled = Money.of(1_000_000_000_000_000L, "EUR");
    var rate = new BigDecimal("1e-6");
    assertThatThrownBy(() -> PspConversion.derived(settled, Currency.getInstance("CHF"), rate))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aRateIsMoreThanNothing() {
    assertThatThrownBy(() -> new PspConversion(Money.of(1, "USD"), BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
