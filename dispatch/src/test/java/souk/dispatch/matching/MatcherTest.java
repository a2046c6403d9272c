package souk.dispatch.matching;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.dispatch.matching.Seekers.ANNA;
import static souk.dispatch.matching.Seekers.BERT;
import static souk.dispatch.matching.Seekers.CORA;
import static souk.dispatch.matching.Seekers.NOW;
import static souk.dispatch.matching.Seekers.free;
import static souk.dispatch.matching.Seekers.not;
import static souk.dispatch.matching.Seekers.trip;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.Cost;
import souk.dispatch.matching.cost.Term;

class MatcherTest {
  private final Matcher matcher =
      new Matcher(List.of(600, 1_500, 3_000), Duration.ofSeconds(10), Duration.ofSeconds(120));

  @Test
  void whoIsThereSoonestIsAskedThoughAnotherIsNearerAsTheCrowFlies() {
    var trip = trip(free(ANNA, 100, 80), free(BERT, 500, 60));

    assertThat(match(trip)).extracting(Proposal::driver).containsExactly(BERT);
  }

  @Test
  void ofTwoWhoAreThereAtTheSameTimeTheChoiceIsAlwaysTheSame() {
    assertThat(match(trip(free(BERT, 100, 60), free(ANNA, 100, 60))))
        .extracting(Proposal::driver)
        .containsExactly(ANNA);
  }

  @Test
  void aNearerCircleComesFirstEvenIfSomebodyFartherIsSooner() {
    var trip = trip(free(ANNA, 600, 200), free(BERT, 601, 60));

    assertThat(match(trip)).extracting(Proposal::driver).containsExactly(ANNA);
    assertThat(match(trip).getFirst().explanation().radiusM()).isEqualTo(600);
  }

  @Test
  void theCircleWidensAtOnceWhenNobodyIsLeftInIt() {
    var trip =
        trip(
            not(ANNA, 100, Reason.DECLINED),
            not(BERT, 900, Reason.LET_PASS),
            free(CORA, 2_900, 300));

    var proposal = match(trip).getFirst();

    assertThat(proposal.driver()).isEqualTo(CORA);
    assertThat(proposal.explanation().radiusM()).isEqualTo(3_000);
  }

  @Test
  void nobodyBeyondTheWidestCircleIsAsked() {
    assertThat(match(trip(free(ANNA, 3_001, 60)))).isEmpty();
  }

  @Test
  void aTripThatHasWaitedLooksFartherFromTheStart() {
    var seen = new Seen[] {free(ANNA, 500, 200), free(BERT, 1_400, 60), free(CORA, 2_000, 10)};

    assertThat(match(trip(NOW.minusMillis(9_999), seen)))
        .extracting(Proposal::driver)
        .containsExactly(ANNA);
    assertThat(match(trip(NOW.minusSeconds(10), seen)))
        .extracting(Proposal::driver)
        .containsExactly(BERT);
    assertThat(match(trip(NOW.minusSeconds(3_600), seen)))
        .extracting(Proposal::driver)
        .containsExactly(CORA);
  }

  @Test
  void aTripWithoutAnybodyLeavesTheOthersTheirs() {
    var lonely = trip();
    var lucky = trip(free(ANNA, 100, 60));

    assertThat(match(lonely, lucky)).extracting(Proposal::trip).containsExactly(lucky.trip());
  }

  @Test
  void theExplanationSaysWhoCouldHaveHadItAndWhoWasPassedOver() {
    var trip =
        trip(
            NOW.minusSeconds(3),
            free(ANNA, 100, 80),
            not(CORA, 200, Reason.PROMISED),
            free(BERT, 500, 60),
            not(UUID.randomUUID(), 700, Reason.DECLINED));

    var explanation = match(trip).getFirst().explanation();

    assertThat(explanation.waitedMs()).isEqualTo(3_000);
    assertThat(explanation.ranked())
        .containsExactly(ranked(BERT, 60, 600, 500), ranked(ANNA, 80, 800, 100));
    assertThat(explanation.passedOver())
        .containsExactly(new Explanation.PassedOver(CORA, Reason.PROMISED, 200, null, null));
  }

  @Test
  void anExplanationIsNeverLong() {
    var crowd =
        LongStream.range(0, 100)
            .mapToObj(n ->
                n % 2 == 0
                    ? free(new UUID(0, n), n, (int) n)
                    : not(new UUID(0, n), n, Reason.PROMISED))
            .toArray(Seen[]::new);

    var explanation = match(trip(crowd)).getFirst().explanation();

    assertThat(explanation.ranked()).hasSize(10);
    assertThat(explanation.passedOver()).hasSize(10);
  }

  @Test
  void radiiMustAscend() {
    assertThatThrownBy(() -> matcher(List.of(600, 300)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> matcher(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  /** Every row of the matrix is a trip, every column a driver, negative where he may not. */
  @Property(tries = 300)
  void nobodyIsAskedTwiceAndNoTripIsLeftWithoutADriverItCouldHave(
      @ForAll @IntRange(min = 1, max = 6) int trips,
      @ForAll @IntRange(min = 1, max = 6) int drivers,
      @ForAll long seed) {
    var random = new Random(seed);
    var seekers =
        Stream.generate(() -> trip(row(random, drivers))).limit(trips).toArray(Seeker[]::new);

    var proposals = match(seekers);

    assertThat(proposals).extracting(Proposal::driver).doesNotHaveDuplicates();
    assertThat(proposals).extracting(Proposal::trip).doesNotHaveDuplicates();
    var chosen = proposals.stream().collect(toMap(Proposal::trip, Function.identity()));
    for (var seeker : seekers) {
      var free = seeker.seen().stream().filter(Seen.Eligible.class::isInstance);
      var proposal = chosen.get(seeker.trip());
      if (proposal == null) {
        var taken = proposals.stream().map(Proposal::driver).toList();
        assertThat(free.map(seen -> seen.sight().driver())).isSubsetOf(taken);
      } else {
        assertThat(free.map(seen -> seen.sight().driver())).contains(proposal.driver());
      }
    }
  }

  @Property(tries = 100)
  void theSameSnapshotIsAlwaysMatchedAlike(@ForAll long seed) {
    var random = new Random(seed);
    var seekers = Stream.generate(() -> trip(row(random, 5))).limit(5).toArray(Seeker[]::new);

    assertThat(match(seekers)).isEqualTo(match(seekers));
  }

  private static Seen[] row(Random random, int drivers) {
    return LongStream.range(0, drivers)
        .mapToObj(n -> {
          var metres = random.nextInt(3_000);
          return random.nextBoolean()
              ? free(new UUID(0, n), metres, random.nextInt(300))
              : not(new UUID(0, n), metres, Reason.PROMISED);
        })
        .sorted(comparing((Seen seen) -> seen.sight().metres()))
        .toArray(Seen[]::new);
  }

  private List<Proposal> match(Seeker... seekers) {
    return matcher.match(new Snapshot(Arrays.asList(seekers)), NOW);
  }

  private static Matcher matcher(List<Integer> radii) {
    return new Matcher(radii, Duration.ofSeconds(10), Duration.ofSeconds(120));
  }

  /** Of a driver without history, for a trip that has looked for three seconds of its 120. */
  private static Explanation.Ranked ranked(UUID driver, int etaSeconds, int road, int straight) {
    var terms =
        List.of(
            new Cost.Part(Term.ETA, 1, etaSeconds, etaSeconds * 1_000L),
            new Cost.Part(Term.RATING, 240, 0, 0),
            new Cost.Part(Term.ACCEPTANCE, 60, 0, 0),
            new Cost.Part(Term.FAIRNESS, 60, 0, 0),
            new Cost.Part(Term.IDLE, 60, 0, 0),
            new Cost.Part(Term.WAITING, 1_200, -0.025, -30_000),
            new Cost.Part(Term.GIVEN_BACK, 3_600, 0, 0));
    return new Explanation.Ranked(
        driver,
        etaSeconds * 1_000L - 30_000,
        terms,
        etaSeconds * 1_000L,
        EtaSource.ROAD,
        0,
        road,
        straight,
        4_000,
        null,
        null);
  }
}
