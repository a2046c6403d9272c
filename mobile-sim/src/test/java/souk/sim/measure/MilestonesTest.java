package souk.sim.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MilestonesTest {
  private final Latencies latencies = new Latencies();
  private final Milestones milestones = new Milestones(latencies);
  private final UUID ride = UUID.randomUUID();

  @Test
  void countsTheFirstOfferFromTheIntendedStartWhoeverIsHeardFirst() {
    // the driver's phone may know of the ride before its rider's phone does
    milestones.offered(ride);
    milestones.requested(ride, System.nanoTime() - Duration.ofSeconds(3).toNanos());
    milestones.offered(ride);
    milestones.countFirstOffers();

    assertThat(latencies.fromIntendedStart())
        .hasEntrySatisfying(
            "ride.first_offer",
            firstOffer -> {
              assertThat(firstOffer.n()).isEqualTo(1);
              assertThat(firstOffer.p50()).isGreaterThan(2_900);
            });
  }

  @Test
  void aRideWithoutAnOfferCountsNowhere() {
    milestones.requested(ride, System.nanoTime());
    milestones.countFirstOffers();

    assertThat(latencies.fromIntendedStart()).isEmpty();
  }

  @Test
  void aStallShowsFromTheIntendedStartAndHidesFromTheStopwatch() {
    for (int i = 0; i < 90; i++) call(Duration.ofMillis(10), Duration.ofMillis(10));
    // the server stood still for a second: ten calls waited for their turn, each was quick then
    for (int i = 0; i < 10; i++) call(Duration.ofMillis(1_000), Duration.ofMillis(10));

    assertThat(latencies.fromIntendedStart())
        .hasEntrySatisfying("ride.quote", ms -> assertThat(ms.p95()).isBetween(999.0, 1_001.0));
    assertThat(latencies.lastAttemptOnly())
        .hasEntrySatisfying("ride.quote", ms -> assertThat(ms.p95()).isBetween(9.9, 10.1));
  }

  private void call(Duration fromIntendedStart, Duration lastAttempt) {
    latencies.took(Step.RIDE_QUOTE, fromIntendedStart);
    latencies.raw(Step.RIDE_QUOTE, lastAttempt);
  }
}
