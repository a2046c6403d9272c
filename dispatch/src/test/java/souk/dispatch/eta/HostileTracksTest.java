package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static souk.dispatch.eta.Roads.MONACO;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/** Tracks as no honest phone sends them, where each kind of nonsense meets every other. */
class HostileTracksTest {
  private static final RoadGraphs GRAPHS = Roads.graphs();
  private static final MapMatching MATCHING = new RoadMatching(GRAPHS);
  private static final DrivenRoads ROADS = new RoadPassages(GRAPHS);

  @Property(tries = 150)
  void neverThrowAndEndInPartsWithAConfidence(@ForAll @IntRange(max = 1_000_000) int seed) {
    var samples = hostile(new Random(seed));
    assertWhole(MATCHING.match(MONACO.id(), samples), samples.size());
    assertWhole(MATCHING.match(new CityId("atlantis"), samples), samples.size());
    assertThat(ROADS.passages(MONACO.id(), samples))
        .allSatisfy(one -> assertThat(one.kmh()).isPositive().isFinite());
  }

  /** The order in which samples come says nothing, whatever they say themselves. */
  @Property(tries = 50)
  void orderChangesNothing(@ForAll @IntRange(max = 1_000_000) int seed) {
    var samples = distinctTimes(hostile(new Random(seed)));
    var shuffled = new ArrayList<>(samples);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(MATCHING.match(MONACO.id(), shuffled))
        .isEqualTo(MATCHING.match(MONACO.id(), samples));
  }

  /** Clocks from the beginning to the end of time: the milliseconds between overflow. */
  @Test
  void clocksAtTheEndsOfTime() {
    var ends = List.of(Instant.MIN, Instant.EPOCH, Drives.NOON, Instant.MAX);
    var samples = ends.stream().map(at -> new Sample(Roads.CASINO, at, null)).toList();
    assertWhole(MATCHING.match(MONACO.id(), samples), samples.size());
    assertWhole(MATCHING.match(new CityId("atlantis"), samples), samples.size());
  }

  @Test
  void aShuttleBetweenTwoPlacesIsNoWayToAnywhereElse() {
    var samples =
        IntStream.range(0, 200)
            .mapToObj(i -> {
              var place = i % 2 == 0 ? Roads.CASINO : Roads.STATION;
              return new Sample(place, Drives.NOON.plusSeconds(90L * i), null);
            })
            .toList();
    assertWhole(MATCHING.match(MONACO.id(), samples), samples.size());
  }

  private static void assertWhole(MatchedTrack track, int samples) {
    assertThat(track.ignored()).isBetween(0, samples);
    assertThat(track.confidence()).isBetween(0.0, 1.0);
    assertThat(track.metres()).isFinite();
    for (var piece : track.pieces()) {
      assertThat(piece.path()).isNotEmpty();
      assertThat(piece.confidence()).isBetween(0.0, 1.0);
      assertThat(piece.metres()).isGreaterThanOrEqualTo(0).isFinite();
      assertThat(MatchedTrack.length(piece.path()))
          .isCloseTo(piece.metres(), within(0.02 * piece.metres() + 2));
      assertThat(piece.until()).isAfterOrEqualTo(piece.from());
    }
  }

  private static List<Sample> hostile(Random random) {
    var samples = new ArrayList<Sample>();
    var honest = Drives.track(Drives.way(random.nextInt(40)), random.nextInt(30), random.nextInt());
    for (var sample : honest) {
      if (random.nextInt(4) > 0) samples.add(spoilt(sample, random));
      while (random.nextInt(5) == 0) samples.add(spoilt(sample, random));
    }
    if (random.nextBoolean()) Collections.shuffle(samples, random);
    if (random.nextInt(4) == 0) Collections.reverse(samples);
    return samples;
  }

  private static Sample spoilt(Sample sample, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Sample(anywhere(random), sample.at(), null);
      case 1 -> new Sample(sample.point(), anyTime(random), null);
      case 2 -> new Sample(sample.point(), Drives.NOON, sample.accuracyMetres());
      case 3 -> new Sample(sample.point(), sample.at(), anyAccuracy(random));
      case 4 -> new Sample(Roads.OPEN_SEA, sample.at(), 3.0);
      case 5 -> new Sample(sample.point(), sample.at().plusNanos(random.nextInt(2)), 3.0);
      case 6 -> new Sample(sample.point(), sample.at().minusSeconds(random.nextInt(7_200)), null);
      default -> sample;
    };
  }

  private static Point anywhere(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Point(90, 180);
      case 1 -> new Point(-90, -180);
      case 2 -> new Point(0, 0);
      default -> new Point(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
    };
  }

  private static Instant anyTime(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      default -> Instant.ofEpochSecond(random.nextInt());
    };
  }

  private static @Nullable Double anyAccuracy(Random random) {
    var all = new Double[] {Double.NaN, -1.0, 0.0, Double.POSITIVE_INFINITY, Double.MAX_VALUE};
    return all[random.nextInt(all.length)];
  }

  private static List<Sample> distinctTimes(List<Sample> samples) {
    var seen = new HashSet<Instant>();
    return samples.stream().filter(sample -> seen.add(sample.at())).toList();
  }
}
