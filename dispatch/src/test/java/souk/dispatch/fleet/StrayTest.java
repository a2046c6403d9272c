package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.CityId;

class StrayTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final CityId NICE = new CityId("nice");
  private static final CityId MENTON = new CityId("menton");
  private static final Optional<CityId> HOME = Optional.empty();

  private final Stray stray = new Stray();

  @Test
  void movesAfterFivePositionsInARowOverFifteenSeconds() {
    for (var second = 0; second < 16; second += 4) {
      assertThat(at(Optional.of(NICE), second)).isEmpty();
    }
    assertThat(at(Optional.of(NICE), 16)).contains(NICE);
  }

  @Test
  void manyPositionsInAShortTimeAreNotEnough() {
    for (var second = 0; second < 15; second++) {
      assertThat(at(Optional.of(NICE), second)).isEmpty();
    }
    assertThat(at(Optional.of(NICE), 15)).contains(NICE);
  }

  @Test
  void aLongTimeWithFewPositionsIsNotEnough() {
    assertThat(at(Optional.of(NICE), 0)).isEmpty();
    assertThat(at(Optional.of(NICE), 60)).isEmpty();
  }

  @Test
  void onePositionAtHomeBeginsItAnew() {
    for (var second = 0; second < 200; second += 4) {
      var home = second % 20 == 16;
      assertThat(at(home ? HOME : Optional.of(NICE), second)).isEmpty();
    }
  }

  @Test
  void anotherCityBeginsItAnew() {
    for (var second = 0; second < 16; second += 4) at(Optional.of(NICE), second);
    for (var second = 16; second < 32; second += 4) {
      assertThat(at(Optional.of(MENTON), second)).isEmpty();
    }
    assertThat(at(Optional.of(MENTON), 32)).contains(MENTON);
  }

  @Test
  void noiseAtTheBorderMovesNobodyAndWithoutTheCountItWould() {
    var random = new Random(7);
    var moved = 0;
    var wouldMove = 0;
    var careless = new Stray();
    for (var second = 0; second < 4_000; second += 4) {
      // a receiver that errs now and then
      var beyond = random.nextInt(6) == 0 ? Optional.of(NICE) : HOME;
      var time = NOW.plusSeconds(second);
      if (stray.at(beyond, time, 5, Duration.ofSeconds(15)).isPresent()) moved++;
      if (careless.at(beyond, time, 1, Duration.ZERO).isPresent()) wouldMove++;
    }
    assertThat(moved).isLessThanOrEqualTo(1);
    assertThat(wouldMove).isGreaterThan(100);
  }

  private Optional<CityId> at(Optional<CityId> city, int second) {
    return stray.at(city, NOW.plusSeconds(second), 5, Duration.ofSeconds(15));
  }
}
