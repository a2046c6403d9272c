package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.matching.Seekers.ANNA;
import static souk.dispatch.matching.Seekers.BERT;
import static souk.dispatch.matching.Seekers.NOW;
import static souk.dispatch.matching.Seekers.free;
import static souk.dispatch.matching.Seekers.givenBack;
import static souk.dispatch.matching.Seekers.trip;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.matching.cost.Weights;
import souk.dispatch.matching.cost.Work;

/** What each term of the cost does where trips or drivers compete. */
class CompetitionTest {
  private final Matcher matcher =
      new Matcher(List.of(600, 1_500, 3_000), Duration.ofSeconds(10), Duration.ofSeconds(120));

  @Test
  void aDriverGoesToTheTripForWhichHeIsWorthMore() {
    var older = trip(free(ANNA, 100, 60), free(BERT, 200, 90));
    var younger = trip(free(ANNA, 100, 10), free(BERT, 200, 90));

    var proposals = match(older, younger);

    assertThat(proposals).extracting(Proposal::trip).containsExactly(older.trip(), younger.trip());
    assertThat(proposals).extracting(Proposal::driver).containsExactly(BERT, ANNA);
    assertThat(proposals.getFirst().explanation().passedOver())
        .containsExactly(
            new Explanation.PassedOver(ANNA, Reason.TAKEN, 100, 60_000L, younger.trip()));
  }

  @Test
  void amongEqualSumsTheOlderTripGetsTheNearerDriver() {
    var older = trip(free(ANNA, 100, 60), free(BERT, 200, 90));
    var younger = trip(free(ANNA, 100, 60), free(BERT, 200, 90));

    assertThat(match(older, younger)).extracting(Proposal::driver).containsExactly(ANNA, BERT);
  }

  @Test
  void ofTwoTripsForOneDriverTheOneThatWasAskedForLongerAgoGetsHim() {
    var younger = trip(NOW.minusSeconds(5), free(ANNA, 100, 60));
    var older = trip(NOW.minusSeconds(9), free(ANNA, 100, 90));

    assertThat(match(younger, older)).extracting(Proposal::trip).containsExactly(older.trip());
  }

  @Test
  void aTripThatWasGivenBackGoesFirst() {
    var older = trip(NOW.minusSeconds(500), free(ANNA, 100, 1));
    var givenBack = givenBack(free(ANNA, 100, 1_190));

    assertThat(match(older, givenBack))
        .extracting(Proposal::trip)
        .containsExactly(givenBack.trip());
  }

  /** The control: without its weight such a trip waits like any other. */
  @Test
  void withoutTheWeightATripThatWasGivenBackGoesLast() {
    var older = trip(NOW.minusSeconds(500), free(ANNA, 100, 1));
    var given = givenBack(free(ANNA, 100, 1_190));
    var worthless =
        new Seeker(
            given.trip(),
            given.version(),
            given.requestedAt(),
            given.waitingSince(),
            true,
            new Weights(1, 240, 60, 60, 60, 1_200, 0),
            given.seen());

    assertThat(match(older, worthless)).extracting(Proposal::trip).containsExactly(older.trip());
  }

  @Test
  void weightsOfZeroLeaveArrivalAlone() {
    var arrivalOnly = new Weights(1, 0, 0, 0, 0, 0, 0);
    var hated = new TrackRecord(20, 20, new Work(9, 90_000), NOW, 3.5);
    var seen = List.of(free(ANNA, 100, 60, hated), free(BERT, 100, 61));
    var trip = new Seeker(UUID.randomUUID(), 1, NOW, NOW, false, arrivalOnly, seen);

    assertThat(match(trip)).extracting(Proposal::driver).containsExactly(ANNA);
  }

  @Test
  void whoLosesHisCircleToAnotherLooksFartherInTheSameRound() {
    var lucky = trip(free(ANNA, 100, 10));
    var other = trip(free(ANNA, 100, 20), free(BERT, 1_400, 200));

    var proposals = match(lucky, other);

    assertThat(proposals).extracting(Proposal::driver).containsExactly(ANNA, BERT);
    assertThat(proposals.get(1).explanation().radiusM()).isEqualTo(1_500);
  }

  @Test
  void ofTwoNeighboursTheOneWhoRefusesLessIsAsked() {
    var refuses = new TrackRecord(20, 20, Work.NONE, NOW, 0);

    assertThat(match(trip(free(ANNA, 100, 60, refuses), free(BERT, 100, 90))))
        .extracting(Proposal::driver)
        .containsExactly(BERT);
    assertThat(match(trip(free(ANNA, 100, 60, refuses), free(BERT, 100, 120))))
        .as("but not one who is far away")
        .extracting(Proposal::driver)
        .containsExactly(ANNA);
  }

  @Test
  void ofTwoNeighboursTheOneWithLessWorkIsAsked() {
    var busy = new TrackRecord(4, 0, new Work(4, 6_000), NOW, 0);

    assertThat(match(trip(free(ANNA, 100, 60, busy), free(BERT, 100, 90))))
        .extracting(Proposal::driver)
        .containsExactly(BERT);
  }

  @Test
  void ofTwoNeighboursTheOneWhoHasBeenFreeForLongerIsAsked() {
    var idle = new TrackRecord(0, 0, Work.NONE, NOW.minusSeconds(900), 0);

    assertThat(match(trip(free(ANNA, 100, 60), free(BERT, 100, 90, idle))))
        .extracting(Proposal::driver)
        .containsExactly(BERT);
  }

  private List<Proposal> match(Seeker... seekers) {
    return matcher.match(new Snapshot(Arrays.asList(seekers)), NOW);
  }
}
