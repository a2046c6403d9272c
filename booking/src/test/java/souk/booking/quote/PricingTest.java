package souk.booking.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static souk.booking.quote.SomeQuote.MONACO;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.platform.money.Money;

class PricingTest {

  /** Lines in the order base, distance, time, minimum, surge, tax. */
  @ParameterizedTest
  @CsvSource({
    "    0,    0, 1.00,  880, 350    0    0 450   0  80",
    "  900,  180, 1.00,  880, 350  144  135 171   0  80",
    " 5000,  600, 1.00, 1760, 350  800  450   0   0 160",
    " 5000,  600, 1.50, 2640, 350  800  450   0 800 240",
    "10001, 1201, 1.00, 3136, 350 1600  901   0   0 285"
  })
  void pricesByDistanceAndTime(
      long metres, long seconds, BigDecimal surge, long total, String lines) {
    var fare = Pricing.fare(MONACO, metres, Duration.ofSeconds(seconds), surge);

    assertThat(fare.total()).isEqualTo(Money.of(total, "EUR"));
    assertThat(fare.lines().stream().map(line -> line.amount().minor()))
        .containsExactlyElementsOf(
            List.of(lines.strip().split(" +")).stream().map(Long::valueOf).toList());
  }

  @Property
  void linesSumToTheTotalWhichIsNeverBelowTheMinimum(
      @ForAll @Size(4) List<@LongRange(max = 100_000) Long> terms,
      @ForAll @IntRange(max = 5_000) int tax,
      @ForAll @LongRange(max = 1_000_000) long metres,
      @ForAll @LongRange(max = 1_000_000) long seconds,
      @ForAll @IntRange(max = 1_000) int surgePercent) {
    var tariff = SomeQuote.tariff(terms.get(0), terms.get(1), terms.get(2), terms.get(3) + 1, tax);

    var fare = Pricing.fare(tariff, metres, Duration.ofSeconds(seconds), percent(surgePercent));

    assertThat(fare.lines().stream().mapToLong(line -> line.amount().minor()).sum())
        .isEqualTo(fare.total().minor());
    assertThat(fare.total().minor()).isGreaterThanOrEqualTo(terms.get(3) + 1);
    assertThat(fare.lines()).noneMatch(line -> line.amount().isNegative());
  }

  @Property
  void aLongerWayAndABusierHourAreNeverCheaper(
      @ForAll @LongRange(max = 100_000) long metres,
      @ForAll @LongRange(max = 100_000) long seconds,
      @ForAll @LongRange(max = 1_000) long moreMetres,
      @ForAll @LongRange(max = 1_000) long moreSeconds,
      @ForAll @IntRange(min = 100, max = 500) int surge,
      @ForAll @IntRange(max = 100) int moreSurge) {
    var less = Pricing.fare(MONACO, metres, Duration.ofSeconds(seconds), percent(surge));
    var more =
        Pricing.fare(
            MONACO,
            metres + moreMetres,
            Duration.ofSeconds(seconds + moreSeconds),
            percent(surge + moreSurge));

    assertThat(more.total()).isGreaterThanOrEqualTo(less.total());
  }

  @Test
  void surgeBelowOneMakesNothingCheaper() {
    var five = Duration.ofMinutes(5);
    assertThat(Pricing.fare(MONACO, 5_000, five, new BigDecimal("0.50")))
        .isEqualTo(Pricing.fare(MONACO, 5_000, five, BigDecimal.ONE));
  }

  @Test
  void aFareWhoseLinesDoNotSumIsNone() {
    var line = new FareLine(FareLine.Kind.BASE, Money.of(999, "EUR"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fare(Money.of(1000, "EUR"), List.of(line)))
        .withMessageContaining("do not sum");
  }

  private static BigDecimal percent(int percent) {
    return new BigDecimal(percent).movePointLeft(2);
  }
}
