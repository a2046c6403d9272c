package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.matching.Seekers.ANNA;
import static souk.dispatch.matching.Seekers.NOW;
import static souk.dispatch.matching.Seekers.free;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.cost.Weights;

/** A far trip among a stream of near ones that all want the same driver, over virtual rounds. */
class StarvationTest {
  private static final int SEARCH_SECONDS = 120;
  private static final Weights WITHOUT_WAITING = new Weights(1, 240, 60, 60, 60, 0, 3_600);

  private final Matcher matcher =
      new Matcher(List.of(3_000), Duration.ofSeconds(10), Duration.ofSeconds(SEARCH_SECONDS));

  @Property
  void aTripThatWaitsWinsBeforeItsSearchEnds(
      @ForAll @IntRange(min = 1, max = 1_190) int etaSeconds,
      @ForAll @IntRange(min = 1, max = 20) int rivals) {
    assertThat(secondOfItsOffer(Weights.STANDARD, etaSeconds, rivals))
        .isLessThanOrEqualTo(SEARCH_SECONDS)
        .as("ten seconds of driving are worth one of waiting")
        .isBetween(etaSeconds / 10, etaSeconds / 10 + 1);
  }

  /** The control: without the term the nearest always wins. */
  @Property(tries = 20)
  void withoutTheTermItStarves(
      @ForAll @IntRange(min = 2, max = 1_190) int etaSeconds,
      @ForAll @IntRange(min = 1, max = 20) int rivals) {
    assertThat(secondOfItsOffer(WITHOUT_WAITING, etaSeconds, rivals)).isGreaterThan(SEARCH_SECONDS);
  }

  /** Every second the driver is free again, and somebody asks for him from next door. */
  private int secondOfItsOffer(Weights weights, int etaSeconds, int rivals) {
    var far = new UUID(7, 7);
    for (int second = 0; second <= SEARCH_SECONDS; second++) {
      var now = second;
      var near =
          IntStream.range(0, rivals)
              .mapToObj(n -> seeker(new UUID(8, now * 100 + n), now, weights, 0));
      var all = Stream.concat(Stream.of(seeker(far, 0, weights, etaSeconds)), near).toList();

      var proposals = matcher.match(new Snapshot(all), NOW.plusSeconds(second));

      assertThat(proposals).hasSize(1);
      if (proposals.getFirst().trip().equals(far)) return second;
    }
    return SEARCH_SECONDS + 1;
  }

  private static Seeker seeker(UUID trip, int second, Weights weights, int etaSeconds) {
    var since = NOW.plusSeconds(second);
    return new Seeker(trip, 1, since, since, false, weights, List.of(free(ANNA, 100, etaSeconds)));
  }
}
