package souk.payments.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import souk.platform.money.Money;

/** Each minor unit of what is changed is explained, and none is ever made of fractions. */
class ExchangeTest {
  private static final List<Currency> CURRENCIES =
      List.of("EUR", "USD", "JPY", "KWD", "CLF", "HUF").stream()
          .map(Currency::getInstance)
          .toList();

  @Provide
  Arbitrary<Rate> rates() {
    var pairs =
        Arbitraries.of(CURRENCIES).tuple2().filter(pair -> !pair.get1().equals(pair.get2()));
    var rates =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("0.0001"), new BigDecimal("10000"))
            .ofScale(9);
    return Combinators.combine(pairs, rates)
        .as((pair, rate) -> rate(pair.get1(), pair.get2(), rate));
  }

  @Property
  void whatItIsWorthIsPaidKeptOrRounded(
      @ForAll("rates") Rate rate,
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long minor,
      @ForAll @IntRange(max = 9_999) int points) {
    for (var from : List.of(rate.base(), rate.quote())) {
      var changed = Exchange.of(new Money(minor, from), other(rate, from), rate, points, 1);
      assertThat(changed.bought().plus(changed.spread()).plus(changed.rounding()))
          .isEqualTo(changed.worth());
      assertThat(changed.spread().minor()).isNotNegative();
      assertThat(changed.bought().minor()).isNotNegative();
      assertThat(changed.rounding().minor()).isBetween(-1L, 1L);
      assertThat(changed.worth().minor()).isEqualTo(worth(minor, from, rate));
    }
  }

  /** Through another currency and back, with or without a spread, nobody has more than before. */
  @Property
  void noRoundTripMakesMoney(
      @ForAll("rates") Rate rate,
      @ForAll @LongRange(min = 1, max = 1_000_000) long minor,
      @ForAll @IntRange(max = 300) int points) {
    for (var from : List.of(rate.base(), rate.quote())) {
      var there = Exchange.of(new Money(minor, from), other(rate, from), rate, points, 1).bought();
      if (there.minor() == 0) continue;
      var back = Exchange.of(there, from, rate, points, 1).bought();
      assertThat(back.minor()).isLessThanOrEqualTo(minor);
    }
  }

  /** The control: rounded half to even, as the worth is, what he gets would grow by going round. */
  @Example
  void halfToEvenWouldMakeMoney() {
    var rate = rate(currency("EUR"), currency("JPY"), new BigDecimal("160"));
    var yen = Exchange.of(new Money(1, currency("EUR")), currency("JPY"), rate, 0, 1);
    assertThat(yen.worth().minor()).isEqualTo(2);
    assertThat(Exchange.of(yen.worth(), currency("EUR"), rate, 0, 1).worth().minor()).isEqualTo(1);
    var one = Exchange.of(new Money(1, currency("JPY")), currency("EUR"), rate, 0, 1);
    assertThat(one.worth().minor()).isEqualTo(1);
    assertThat(Exchange.of(one.worth(), currency("JPY"), rate, 0, 1).worth().minor()).isEqualTo(2);
    assertThat(one.bought().minor()).isZero();
  }

  @Example
  void halvesGoToTheEvenNeighbour() {
    var rate = rate(currency("EUR"), currency("USD"), new BigDecimal("1.5"));
    assertThat(worthOf(1, rate)).isEqualTo(2);
    assertThat(worthOf(3, rate)).isEqualTo(4);
    assertThat(worthOf(7, rate)).isEqualTo(10);
  }

  private static long worthOf(long cents, Rate rate) {
    return Exchange.of(new Money(cents, rate.base()), rate.quote(), rate, 0, 1).worth().minor();
  }

  @Example
  void minorUnitsOfTheTwoAreKeptApart() {
    var rate = rate(currency("EUR"), currency("JPY"), new BigDecimal("160.5"));
    var changed = Exchange.of(Money.of(1_000, "EUR"), currency("JPY"), rate, 100, 1);
    assertThat(changed.worth()).isEqualTo(Money.of(1_605, "JPY"));
    assertThat(changed.spread()).isEqualTo(Money.of(16, "JPY"));
    assertThat(changed.bought()).isEqualTo(Money.of(1_588, "JPY"));
    assertThat(changed.rounding()).isEqualTo(Money.of(1, "JPY"));
    assertThat(changed.shift()).isEqualTo(-2);
    var dinars = rate(currency("KWD"), currency("EUR"), new BigDecimal("3"));
    assertThat(Exchange.of(Money.of(1_000, "EUR"), currency("KWD"), dinars, 0, 10).bought())
        .isEqualTo(Money.of(3_330, "KWD"));
  }

  @Property
  void whatCanBeSentIsAWholeMultiple(
      @ForAll("rates") Rate rate, @ForAll @LongRange(min = 1, max = 1_000_000) long minor) {
    var changed = Exchange.of(new Money(minor, rate.base()), rate.quote(), rate, 100, 100);
    assertThat(changed.bought().minor() % 100).isZero();
    assertThat(changed.rounding().minor()).isBetween(-1L, 100L);
  }

  @Example
  void refusesWhatIsNoExchange() {
    var rate = rate(currency("EUR"), currency("USD"), BigDecimal.ONE);
    var one = Money.of(100, "EUR");
    assertThatThrownBy(() -> Exchange.of(one, currency("JPY"), rate, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Exchange.of(one, currency("USD"), rate, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Exchange.of(one, currency("USD"), rate, 10_000, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rate(currency("EUR"), currency("USD"), BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rate(currency("EUR"), currency("EUR"), BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long worth(long minor, Currency from, Rate rate) {
    var shift = other(rate, from).getDefaultFractionDigits() - from.getDefaultFractionDigits();
    var amount = BigDecimal.valueOf(minor).scaleByPowerOfTen(shift);
    return rate.base().equals(from)
        ? amount.multiply(rate.rate()).setScale(0, RoundingMode.HALF_EVEN).longValueExact()
        : amount.divide(rate.rate(), 0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static Currency other(Rate rate, Currency one) {
    return rate.base().equals(one) ? rate.quote() : rate.base();
  }

  private static Currency currency(String code) {
    return Currency.getInstance(code);
  }

  private static Rate rate(Currency base, Currency quote, BigDecimal rate) {
    return new Rate(new UUID(0, 1), base, quote, rate, "test", Instant.EPOCH);
  }
}
