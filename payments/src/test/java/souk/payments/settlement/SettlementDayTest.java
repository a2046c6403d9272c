package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Days hold all of time, each instant once, whatever their length and zone. */
class SettlementDayTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Duration DAY = Duration.ofDays(1);

  @Property
  void eachInstantIsInOneDayAndTheNextBeginsWhereItEnds(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 4) int which) {
    var calendar = calendar(which);
    var instant = Instant.ofEpochSecond(second).plusMillis(second % 1000);
    var day = calendar.of(instant);
    assertThat(instant).isBetween(day.start(), day.end()).isBefore(day.end());
    var next = calendar.from(day.end());
    assertThat(next.start()).isEqualTo(day.end());
    assertThat(calendar.of(day.start())).isEqualTo(day);
    assertThat(calendar.of(day.end().minusMillis(1))).isEqualTo(day);
    assertThat(day.start().getNano()).isZero();
  }

  private static SettlementDay.Calendar calendar(int which) {
    return switch (which) {
      case 0 -> new SettlementDay.Calendar(DAY, UTC);
      case 1 -> new SettlementDay.Calendar(DAY, ZoneId.of("Europe/Paris"));
      case 2 -> new SettlementDay.Calendar(DAY, ZoneId.of("America/New_York"));
      case 3 -> new SettlementDay.Calendar(Duration.ofSeconds(10), UTC);
      default -> new SettlementDay.Calendar(Duration.ofHours(6), UTC);
    };
  }

  @Example
  void aDayOfAZoneFollowsItsClocks() {
    var paris = new SettlementDay.Calendar(DAY, ZoneId.of("Europe/Paris"));
    var spring = paris.of(Instant.parse("2026-03-29T12:00:00Z"));
    assertThat(Duration.between(spring.start(), spring.end())).isEqualTo(Duration.ofHours(23));
    var autumn = paris.of(Instant.parse("2026-10-25T12:00:00Z"));
    assertThat(Duration.between(autumn.start(), autumn.end())).isEqualTo(Duration.ofHours(25));
  }

  /** Who moves to another zone, or from short days to whole ones, leaves nothing out. */
  @Property
  void alsoWhenDaysAreCutInAnotherWayFromNowOn(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 4) int before,
      @ForAll @LongRange(min = 0, max = 4) int since) {
    var last = calendar(before).of(Instant.ofEpochSecond(second));
    var next = calendar(since).from(last.end());
    assertThat(next.start()).isEqualTo(last.end()).isBefore(next.end());
    assertThat(calendar(since).of(next.end()).start()).isEqualTo(next.end());
  }

  @Example
  void aDayThatDoesNotDivideOneIsRefused() {
    assertThatThrownBy(() ->
            new SettlementConfiguration(Duration.ofSeconds(7), UTC, Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("souk.settlement.day");
  }
}
