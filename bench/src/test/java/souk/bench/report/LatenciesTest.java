package souk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aPercentileIsTheValueThatSoManyDidNotExceed() {
    var latencies = new Latencies();
    IntStream.rangeClosed(1, 1_000).forEach(i -> latencies.took(Duration.ofMillis(i)));

    var found = latencies.percentiles();

    assertThat(found.p50()).isCloseTo(500, within(0.6));
    assertThat(found.p95()).isCloseTo(950, within(1.0));
    assertThat(found.p99()).isCloseTo(990, within(1.1));
    assertThat(found.max()).isCloseTo(1_000, within(1.1));
    assertThat(found.n()).isEqualTo(1_000);
  }

  @Test
  void ofAHundredEqualAndOneSlowTheSlowOneShowsInTheMaximumOnly() {
    var latencies = new Latencies();
    IntStream.range(0, 100).forEach(_ -> latencies.took(Duration.ofMillis(2)));
    latencies.took(Duration.ofSeconds(5));

    assertThat(latencies.percentiles())
        .extracting(Percentiles::p99, Percentiles::n)
        .containsExactly(2.0, 101L);
    assertThat(latencies.percentiles().max()).isCloseTo(5_000, within(5.0));
  }

  @Test
  void whatWasMeantToBeginEarlierCountsWithItsWait() {
    var latencies = new Latencies();

    latencies.sinceIntended(System.nanoTime() - Duration.ofSeconds(3).toNanos());

    assertThat(latencies.percentiles().p50()).isGreaterThanOrEqualTo(2_997);
  }

  @Test
  void nothingCountedIsNothing() {
    assertThat(new Latencies().percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
  }

  @Test
  void whatIsOutOfRangeCountsAsTheNearestInIt() {
    var latencies = new Latencies();
    latencies.took(Duration.ofMillis(-5));
    latencies.took(Duration.ofDays(1));

    assertThat(latencies.percentiles().n()).isEqualTo(2);
    assertThat(latencies.percentiles().max()).isCloseTo(3_600_000, within(3_600.0));
  }

  @Property
  void percentilesRiseAndTheMaximumIsTheLargest(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 60_000) Long> millis) {
    var latencies = new Latencies();
    millis.forEach(value -> latencies.took(Duration.ofMillis(value)));

    var found = latencies.percentiles();

    assertThat(List.of(found.p50(), found.p95(), found.p99(), found.max())).isSorted();
    var largest = millis.stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(found.max()).isCloseTo(largest, within(0.001 * largest + 0.01));
  }
}
