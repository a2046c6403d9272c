package souk.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slow is not stuck: a city drains as long as its rides get on, and not for ever. */
final class DrainTest {
  private final Drain drain = new Drain(Duration.ofSeconds(180));

  @ParameterizedTest
  @CsvSource({
    "0, 170, true",
    "179, 179, true",
    "180, 89, true",
    "180, 90, false",
    "300, 0, true",
    "359, 20, true",
    "360, 0, false"
  })
  void itGoesOnWhileRidesMove(long drained, long sinceARideMoved, boolean goesOn) {
    assertThat(drain.goesOn(Duration.ofSeconds(drained), Duration.ofSeconds(sinceARideMoved)))
        .isEqualTo(goesOn);
  }
}
