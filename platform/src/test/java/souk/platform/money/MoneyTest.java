package souk.platform.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final long TRILLION = 1_000_000_000_000L;

  @Property
  void partsOfASplitSumToTheWholeAndAreFair(
      @ForAll @LongRange(min = -TRILLION, max = TRILLION) long minor,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 1_000_000) Integer> weights) {
    var total = weights.stream().mapToLong(Integer::longValue).sum();
    if (total == 0) return;
    var amount = Money.of(minor, "EUR");
    var parts = amount.split(weights.stream().mapToLong(Integer::longValue).toArray());
    assertThat(parts.stream().reduce(Money.zero(amount.currency()), Money::plus)).isEqualTo(amount);
    for (int i = 0; i < parts.size(); i++) {
      var exact =
          BigDecimal.valueOf(minor)
              .multiply(BigDecimal.valueOf(weights.get(i)))
              .divide(BigDecimal.valueOf(total), 9, RoundingMode.HALF_EVEN);
      assertThat(exact.subtract(BigDecimal.valueOf(parts.get(i).minor())).abs())
          .isLessThanOrEqualTo(BigDecimal.ONE);
    }
  }

  @Property
  void timesRoundsHalfUpLikeAnExactDecimal(
      @ForAll @LongRange(min = -TRILLION, max = TRILLION) long minor,
      @ForAll @LongRange(min = 0, max = 100_000) long numerator,
      @ForAll @LongRange(min = 1, max = 100_000) long denominator) {
    var expected =
        BigDecimal.valueOf(minor)
            .multiply(BigDecimal.valueOf(numerator))
            .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP);
    assertThat(Money.of(minor, "EUR").times(numerator, denominator).minor())
        .isEqualTo(expected.longValueExact());
  }

  @Test
  void theLargestRemainderGoesFirstAndTiesToTheEarlierPart() {
    assertThat(minors(Money.of(100, "EUR").split(1, 1, 1))).containsExactly(34, 33, 33);
    assertThat(minors(Money.of(-100, "EUR").split(1, 1, 1))).containsExactly(-34, -33, -33);
    assertThat(minors(Money.of(5, "EUR").split(3, 7))).containsExactly(2, 3);
    assertThat(minors(Money.of(1, "EUR").split(0, 1))).containsExactly(0, 1);
  }

  @Test
  void refusesWhatIsNotExact() {
    assertThatThrownBy(() -> Money.of(1, "EUR").plus(Money.of(1, "USD")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.of(1, "EUR").split(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Money.of(1, "EUR").split(2, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsAsPeopleWriteIt() {
    assertThat(Money.of(1250, "EUR")).hasToString("12.50 EUR");
    assertThat(Money.of(1250, "JPY")).hasToString("1250 JPY");
    assertThat(Money.of(-5, "KWD")).hasToString("-0.005 KWD");
  }

  private static long[] minors(List<Money> parts) {
    return Arrays.stream(parts.toArray(Money[]::new)).mapToLong(Money::minor).toArray();
  }
}
