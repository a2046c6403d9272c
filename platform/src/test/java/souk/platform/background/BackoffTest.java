package souk.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  @Property(tries = 300)
  void doublesUpToItsLimitGiveOrTakeAQuarter(
      @ForAll @IntRange(max = 100) int looks, @ForAll @IntRange(min = 1, max = 4_096) int seconds) {
    var whole = Math.min(looks < 12 ? 1L << looks : 4_096, seconds);

    assertThat(Backoff.after(looks, Duration.ofSeconds(seconds)))
        .isBetween(Duration.ofMillis(750 * whole), Duration.ofMillis(1_250 * whole));
  }

  @Property(tries = 20)
  void thoseWhoBeganTogetherPart(@ForAll @IntRange(max = 12) int looks) {
    var pauses =
        Stream.generate(() -> Backoff.after(looks, Duration.ofHours(1))).limit(100).distinct();

    assertThat(pauses.count()).isGreaterThan(10);
  }
}
