package souk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Cities;

class ArrivalsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void oneSeedGivesTheSameInstantsAndAnotherOthers() {
    var offsets = Arrivals.atRate(50, MINUTE, 7).offsets();

    assertThat(Arrivals.atRate(50, MINUTE, 7).offsets()).isEqualTo(offsets);
    assertThat(Arrivals.atRate(50, MINUTE, 8).offsets()).isNotEqualTo(offsets);
  }

  @Test
  void asManyComeAsTheRateSaysInOrderAndWithinTheTime() {
    assertThat(Arrivals.atRate(50, MINUTE, 7).offsets())
        .hasSize(3_000)
        .isSorted()
        .allMatch(offset -> !offset.isNegative() && offset.compareTo(MINUTE) < 0);
  }

  @Test
  void aRisingRateBringsHalfAsManyMostOfThemLate() {
    var offsets = Arrivals.rising(50, MINUTE, 7).offsets();

    assertThat(offsets)
        .hasSize(1_500)
        .isSorted()
        .allMatch(offset -> !offset.isNegative() && offset.compareTo(MINUTE) < 0);
    assertThat(offsets)
        .filteredOn(offset -> offset.compareTo(MINUTE.dividedBy(2)) < 0)
        .hasSizeBetween(300, 450);
    assertThat(Arrivals.rising(50, MINUTE, 7).offsets()).isEqualTo(offsets);
  }

  /** Else a stall would hide what it does to those who come meanwhile. */
  @Test
  void nobodyWaitsForWhoCameBefore() {
    var stalled = new CountDownLatch(1);
    var begun = new ConcurrentLinkedQueue<Long>();
    var arrivals = Arrivals.atRate(100, Duration.ofMillis(100), 7);

    arrivals.begin(intended -> {
      begun.add(intended);
      waitFor(stalled);
    });

    await().until(() -> begun.size() == arrivals.offsets().size());
    stalled.countDown();
    var first = begun.stream().mapToLong(Long::longValue).min().orElseThrow();
    var last = begun.stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(Duration.ofNanos(last - first))
        .isEqualTo(arrivals.offsets().getLast().minus(arrivals.offsets().getFirst()));
  }

  @Test
  void placesLieInTheAreaAndAreTheSameForTheSameSeed() {
    var area = Cities.standard().all().getFirst().area();

    var places = new Places(area, 7).next(100);

    assertThat(places).allMatch(area::contains).doesNotHaveDuplicates();
    assertThat(new Places(area, 7).next(100)).isEqualTo(places);
    assertThat(new Places(area, 8).next(100)).isNotEqualTo(places);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
