package souk.dispatch.matching;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
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
import souk.dispatch.eta.Eta;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.Snapshot.Sight;

class MatcherTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final UUID ANNA = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID BERT = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  private static final UUID CORA = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  private final Matcher matcher = new Matcher(List.of(600, 1_500, 3_000), Duration.ofSeconds(10));

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
  void theOldestTripChoosesFirstAndTheNextTakesWhoIsLeft() {
    var older = trip(free(ANNA, 100, 60), free(BERT, 200, 90));
    var younger = trip(free(ANNA, 100, 10), free(BERT, 200, 90));

    var proposals = match(older, younger);

    assertThat(proposals).extracting(Proposal::trip).containsExactly(older.trip(), younger.trip());
    assertThat(proposals).extracting(Proposal::driver).containsExactly(ANNA, BERT);
    assertThat(proposals.get(1).explanation().passedOver())
        .containsExactly(new Explanation.PassedOver(ANNA, Reason.TAKEN, 100));
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
        .containsExactly(
            new Explanation.Ranked(BERT, 60_000, EtaSource.ROAD, 0, 600, 500, 4_000),
            new Explanation.Ranked(ANNA, 80_000, EtaSource.ROAD, 0, 800, 100, 4_000));
    assertThat(explanation.passedOver())
        .containsExactly(new Explanation.PassedOver(CORA, Reason.PROMISED, 200));
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
    assertThatThrownBy(() -> new Matcher(List.of(600, 300), Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Matcher(List.of(), Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class);
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

  private static Seeker trip(Seen... seen) {
    return trip(NOW, seen);
  }

  private static Seeker trip(Instant waitingSince, Seen... seen) {
    return new Seeker(UUID.randomUUID(), 1, waitingSince, Arrays.asList(seen));
  }

  private static Seen free(UUID driver, long metres, int etaSeconds) {
    var eta = new Eta(etaSeconds * 10L, Duration.ofSeconds(etaSeconds), EtaSource.ROAD, 0);
    return new Seen.Eligible(new Sight(driver, metres, Duration.ofSeconds(4)), eta);
  }

  private static Seen not(UUID driver, long metres, Reason reason) {
    return new Seen.Ineligible(new Sight(driver, metres, Duration.ofSeconds(4)), reason);
  }
}
