package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.matching.Seekers.ANNA;
import static souk.dispatch.matching.Seekers.BERT;
import static souk.dispatch.matching.Seekers.NOW;
import static souk.dispatch.matching.Seekers.free;
import static souk.dispatch.matching.Seekers.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.Weights;

/** A trip that is booked for later is held back until somebody must set off for it. */
class BookedTripsTest {
  private final Matcher matcher =
      new Matcher(List.of(600, 1_500, 3_000), Duration.ofSeconds(10), Duration.ofSeconds(120));

  @Test
  void itIsHeldBackUntilTheNearestMustSetOff() {
    var trip = wantedIn(300, free(ANNA, 100, 60), free(BERT, 200, 90));

    assertThat(match(trip, NOW.plusSeconds(239))).isEmpty();
    assertThat(match(trip, NOW.plusSeconds(240)))
        .extracting(Proposal::driver)
        .containsExactly(ANNA);
  }

  @Test
  void whoIsFarSetsOffEarlier() {
    assertThat(match(wantedIn(300, free(ANNA, 2_900, 280)), NOW.plusSeconds(19))).isEmpty();
    assertThat(match(wantedIn(300, free(ANNA, 2_900, 280)), NOW.plusSeconds(20))).hasSize(1);
  }

  @Test
  void whileItIsHeldBackItsDriverServesAnother() {
    var booked = wantedIn(300, free(ANNA, 100, 60));
    var other = trip(free(ANNA, 500, 120));

    assertThat(match(NOW, booked, other)).extracting(Proposal::trip).containsExactly(other.trip());
  }

  @Test
  void itHasWaitedOnlySinceItWasWanted() {
    var trip = wantedIn(300, free(ANNA, 100, 60));

    assertThat(match(trip, NOW.plusSeconds(250)).getFirst().explanation().waitedMs()).isZero();
    assertThat(match(trip, NOW.plusSeconds(301)).getFirst().explanation().waitedMs())
        .isEqualTo(1_000);
  }

  /** On a clock that runs by seconds, whoever may drive: never before, and at once when due. */
  @Property(tries = 300)
  void itIsOfferedInTheVerySecondInWhichItIsDue(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 900) Integer> etas,
      @ForAll @IntRange(min = 0, max = 1_200) int wantedIn) {
    var seen =
        etas.stream().map(eta -> free(UUID.randomUUID(), 100 + eta, eta)).toArray(Seen[]::new);
    var trip = wantedIn(wantedIn, seen);
    var nearest = etas.stream().mapToInt(eta -> eta).min().orElseThrow();

    var second = 0;
    while (match(trip, NOW.plusSeconds(second)).isEmpty()) second++;

    assertThat(second).isEqualTo(Math.max(0, wantedIn - nearest));
  }

  private static Seeker wantedIn(int seconds, Seen... seen) {
    return new Seeker(
        UUID.randomUUID(),
        1,
        NOW,
        NOW,
        false,
        Weights.STANDARD,
        Arrays.asList(seen),
        NOW.plusSeconds(seconds));
  }

  private List<Proposal> match(Seeker trip, Instant now) {
    return match(now, trip);
  }

  private List<Proposal> match(Instant now, Seeker... trips) {
    return matcher.match(new Snapshot(List.of(trips)), now);
  }
}
