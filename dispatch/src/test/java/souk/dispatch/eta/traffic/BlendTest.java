package souk.dispatch.eta.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.dispatch.eta.traffic.Blend.Seen;

class BlendTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Property
  void aSingleDriverIsNeverBelieved(@ForAll @DoubleRange(min = 0.6, max = 10) double slowdown) {
    assertThat(blend(NOW, slowdown)).isEqualTo(1);
    assertThat(Blend.slowdown(List.of(), NOW)).isEqualTo(1);
  }

  @Property
  void liesBetweenFreeFlowAndWhatDriversDid(
      @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = 0.6, max = 10) Double> slowdowns,
      @ForAll @IntRange(max = 3_600) int ageSeconds) {
    var blended = blend(NOW.minusSeconds(ageSeconds), numbers(slowdowns));
    var least = slowdowns.stream().mapToDouble(d -> d).min().orElseThrow();
    var most = slowdowns.stream().mapToDouble(d -> d).max().orElseThrow();
    assertThat(blended).isBetween(Math.min(1, least) - 1e-9, Math.max(1, most) + 1e-9);
  }

  /** However long he drinks his coffee, and whatever the others do. */
  @Property
  void oneDriverMoreWhoStopsMakesNoJam(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0.7, max = 1.2) Double> others) {
    var all = new ArrayList<>(others);
    all.add(10.0);
    var fastestOfTheSlow = others.stream().mapToDouble(d -> d).max().orElseThrow();
    assertThat(blend(NOW, numbers(all))).isLessThanOrEqualTo(Math.max(1, fastestOfTheSlow) + 1e-9);
  }

  /** The control of the property above: what a mean would have made of it. */
  @Test
  void aMeanWouldHaveBelievedHim() {
    assertThat(blend(NOW, 1, 1, 10)).isEqualTo(1);
    assertThat(Stream.of(1, 1, 10).mapToInt(i -> i).average().orElseThrow()).isEqualTo(4);
  }

  @Test
  void moreDriversAreBelievedMore() {
    assertThat(blend(NOW, 3, 3)).isCloseTo(2, within(1e-9));
    assertThat(blend(NOW, 3, 3, 3)).isCloseTo(2.2, within(1e-9));
    assertThat(blend(NOW, 3, 3, 3, 3, 3, 3, 3, 3)).isCloseTo(2.6, within(1e-9));
  }

  @Property
  void whatIsOlderIsBelievedLess(
      @ForAll @IntRange(max = 3_600) int seconds, @ForAll @IntRange(min = 1, max = 600) int more) {
    var younger = blend(NOW.minusSeconds(seconds), 4, 4, 4);
    var older = blend(NOW.minusSeconds(seconds + more), 4, 4, 4);
    assertThat(older).isLessThan(younger).isGreaterThanOrEqualTo(1);
  }

  @Test
  void agesOutToFreeFlow() {
    assertThat(blend(NOW.minus(Blend.HALF_LIFE), 3, 3)).isCloseTo(1 + 2.0 / 3, within(1e-9));
    assertThat(blend(NOW.minus(Duration.ofHours(2)), 9, 9, 9)).isCloseTo(1, within(0.001));
    assertThat(blend(NOW.plusSeconds(5), 3, 3)).as("a clock ahead").isCloseTo(2, within(1e-9));
  }

  @Test
  void fasterThanFreeFlowIsBlendedAlike() {
    assertThat(blend(NOW, 0.8, 0.8)).isCloseTo(0.9, within(1e-9));
  }

  private static double[] numbers(List<Double> slowdowns) {
    return slowdowns.stream().mapToDouble(d -> d).toArray();
  }

  private static double blend(Instant at, double... slowdowns) {
    var seen = new ArrayList<Seen>();
    for (var slowdown : slowdowns) seen.add(new Seen(slowdown, at));
    return Blend.slowdown(seen, NOW);
  }
}
