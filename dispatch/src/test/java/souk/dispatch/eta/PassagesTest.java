package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static souk.dispatch.eta.Roads.MONACO;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/** What a car's track says of the speeds on its roads. */
class PassagesTest {
  private static final DrivenRoads ROADS = new RoadPassages(Roads.graphs());

  /** The synthetic cars keep nine metres a second everywhere. */
  private static final double KMH = 9 * 3.6;

  @Test
  void theRoadsOfATrackWereDrivenAsFastAsTheCar() {
    for (int seed = 1; seed <= 20; seed++) {
      var passages = passages(Drives.track(Drives.way(seed), 0, seed));
      assertThat(passages).as("seed %d", seed).hasSizeGreaterThan(3);
      assertThat(meanKmh(passages)).as("seed %d", seed).isCloseTo(KMH, within(0.15 * KMH));
    }
  }

  @Test
  void aCarOfHalfTheSpeedIsSeenSo() {
    for (int seed = 1; seed <= 20; seed++) {
      var passages = passages(slowed(Drives.track(Drives.way(seed), 3, seed), 2));
      assertThat(meanKmh(passages)).as("seed %d", seed).isCloseTo(KMH / 2, within(0.15 * KMH));
    }
  }

  /** Ten minutes at one place are no speed; the roads before and after are as fast as ever. */
  @Test
  void whoParksHasNotDrivenSlowly() {
    for (int seed = 1; seed <= 20; seed++) {
      var samples = Drives.track(Drives.way(seed), 0, seed);
      var half = samples.size() / 2;
      var parked = new ArrayList<>(samples.subList(0, half));
      var place = samples.get(half - 1);
      for (int s = 4; s < 600; s += 4) {
        parked.add(new Sample(place.point(), place.at().plusSeconds(s), null));
      }
      samples
          .subList(half, samples.size())
          .forEach(one -> parked.add(new Sample(one.point(), one.at().plusSeconds(600), null)));
      assertThat(meanKmh(passages(parked))).as("seed %d", seed).isCloseTo(KMH, within(0.2 * KMH));
    }
  }

  @Test
  void aWaitAtARedLightIsPartOfTheTime() {
    var samples = Drives.track(Drives.way(3), 0, 3);
    var waited =
        IntStream.range(0, samples.size())
            .mapToObj(i -> {
              var one = samples.get(i);
              return new Sample(one.point(), one.at().plusSeconds(i < 10 ? 0 : 50), null);
            })
            .toList();
    assertThat(passages(waited)).anySatisfy(one -> assertThat(one.kmh()).isLessThan(KMH / 2));
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    var samples = Drives.track(Drives.way(2), 0, 2);
    assertThat(ROADS.passages(new CityId("atlantis"), samples)).isEmpty();
    assertThat(ROADS.graph(new CityId("atlantis"))).isEmpty();
    assertThat(passages(List.of())).isEmpty();
    assertThat(passages(samples.subList(0, 1))).isEmpty();
    assertThat(ROADS.graph(MONACO.id())).hasValue(Roads.graph().fingerprint());
  }

  /** Whatever phones send: no exception, and no speed out of bounds. */
  @Property(tries = 100)
  void neverThrowsAndStaysInBounds(@ForAll @IntRange(max = 1_000_000) int seed) {
    var random = new Random(seed);
    var samples = new ArrayList<>(Drives.track(Drives.way(seed % 40), 20, seed));
    for (int n = 0; n < 20; n++) {
      var at = Drives.NOON.plusSeconds(random.nextInt(300));
      var lat = random.nextDouble(43.723, 43.753);
      samples.add(new Sample(new Point(lat, random.nextDouble(7.405, 7.44)), at, null));
    }
    assertThat(passages(samples))
        .allSatisfy(one -> {
          assertThat(one.slowdown())
              .isBetween(Traffic.SLOWDOWN_MIN - 1e-6, Traffic.SLOWDOWN_MAX + 1e-6);
          assertThat(one.kmh()).isPositive().isFinite();
          assertThat(one.at()).isBetween(Drives.NOON, Drives.NOON.plusSeconds(3_600));
        });
  }

  private static List<Passage> passages(List<Sample> samples) {
    return ROADS.passages(MONACO.id(), samples);
  }

  private static List<Sample> slowed(List<Sample> samples, int times) {
    return samples.stream()
        .map(one -> new Sample(one.point(), slowed(one.at(), times), null))
        .toList();
  }

  private static Instant slowed(Instant at, int times) {
    return Drives.NOON.plus(Duration.between(Drives.NOON, at).multipliedBy(times));
  }

  /** The one speed that would have taken as long, as if all roads were equally long. */
  private static double meanKmh(List<Passage> passages) {
    return passages.size() / passages.stream().mapToDouble(one -> 1 / one.kmh()).sum();
  }
}
