package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static souk.dispatch.eta.MatchedTrack.Kind.BRIDGED;
import static souk.dispatch.eta.MatchedTrack.Kind.MATCHED;
import static souk.dispatch.eta.MatchedTrack.Kind.STRAIGHT;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.OPEN_SEA;
import static souk.dispatch.eta.Roads.STATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.MatchedTrack.Kind;
import souk.dispatch.eta.MatchedTrack.Piece;

/**
 * Map matching on real roads. It also pins the mix of the library's version and the core's: it was
 * built for an older core.
 */
class MapMatchingTest {
  private static final MapMatching MATCHING =
      new RoadMatching(RoadGraphs.loading(Cities.standard(), Roads.CACHE, Duration.ofSeconds(60)));

  @Test
  void aCleanTrackIsItsOwnWay() {
    for (int seed = 1; seed <= 20; seed++) {
      var way = Drives.way(seed);
      var track = match(Drives.track(way, 0, seed));
      assertThat(kinds(track)).as("seed %d", seed).containsExactly(MATCHED);
      assertThat(track.metres())
          .as("seed %d", seed)
          .isCloseTo(way.metres(), within(0.05 * way.metres() + 20));
      assertThat(track.confidence()).as("seed %d", seed).isGreaterThan(0.9);
      assertThat(track.ignored()).isZero();
    }
  }

  /** With the error of a phone in the street nearly all, with twice as much most of them. */
  @Test
  void noisyTracksFindTheirWay() {
    assertThat(found(5)).isGreaterThanOrEqualTo(38);
    assertThat(found(10)).isGreaterThanOrEqualTo(32);
  }

  /** How many of forty ways are found within a tenth of their length. */
  private static long found(double sigmaMetres) {
    return IntStream.rangeClosed(1, 40)
        .filter(seed -> {
          var way = Drives.way(seed);
          var metres = match(Drives.track(way, sigmaMetres, seed)).metres();
          return Math.abs(metres - way.metres()) < 0.1 * way.metres() + 20;
        })
        .count();
  }

  @Test
  void confidenceTellsGoodTracksFromBad() {
    var good = IntStream.rangeClosed(1, 20).mapToDouble(seed -> confidence(seed, 3)).average();
    var bad = IntStream.rangeClosed(1, 20).mapToDouble(seed -> confidence(seed, 40)).average();
    assertThat(good.orElseThrow()).isGreaterThan(0.9);
    assertThat(bad.orElseThrow()).isLessThan(0.7);
  }

  private static double confidence(int seed, double sigmaMetres) {
    return match(Drives.track(Drives.way(seed), sigmaMetres, seed)).confidence();
  }

  @Property(tries = 60)
  void ofNoisyTracksEveryPieceFollowsTheOneBefore(
      @ForAll @IntRange(max = 1_000) int seed, @ForAll @DoubleRange(max = 40) double sigma) {
    var track = match(Drives.track(Drives.way(seed % 40), sigma, seed));
    assertWhole(track);
    assertThat(track.pieces()).isNotEmpty();
  }

  @Property(tries = 40)
  void orderAndRepetitionChangeNothing(@ForAll @IntRange(max = 1_000) int seed) {
    var samples = Drives.track(Drives.way(seed % 40), 5, seed);
    var messy = new ArrayList<>(samples);
    var random = new Random(seed);
    for (int n = 0; n < 20; n++) messy.add(samples.get(random.nextInt(samples.size())));
    Collections.shuffle(messy, random);
    assertThat(match(messy).pieces()).isEqualTo(match(samples).pieces());
    assertThat(match(messy).ignored()).isEqualTo(match(samples).ignored() + 20);
  }

  /** Nothing that a phone could send is refused. */
  @Property(tries = 150)
  void neverThrows(@ForAll @IntRange(max = 1_000_000) int seed) {
    var random = new Random(seed);
    var samples = Stream.generate(() -> anySample(random)).limit(random.nextInt(60)).toList();
    var track = match(samples);
    assertWhole(track);
    assertThat(track.ignored()).isBetween(0, samples.size());
  }

  @Test
  void aTunnelIsBridgedByTheRoad() {
    for (int seed = 1; seed <= 20; seed++) {
      var way = Drives.way(seed);
      var samples = Drives.track(way, 0, seed);
      var third = samples.size() / 3;
      // half a minute of road, and a minute and a half of silence
      var behind = late(samples.subList(third + 8, samples.size()), 60);
      var track = match(joined(samples.subList(0, third), behind));
      assertThat(kinds(track)).as("seed %d", seed).containsExactly(MATCHED, BRIDGED, MATCHED);
      assertThat(track.pieces().get(1).confidence()).isLessThanOrEqualTo(0.5);
      assertWhole(track);
    }
  }

  @Test
  void aPlaceThatNoCarReachesSoSoonIsIgnored() {
    var way = Drives.way(3);
    var samples = new ArrayList<>(Drives.track(way, 0, 3));
    samples.set(10, new Sample(new Point(48.85, 2.35), samples.get(10).at(), null));
    samples.set(11, new Sample(OPEN_SEA, samples.get(11).at(), null));
    samples.set(12, new Sample(samples.get(12).point(), samples.get(12).at(), 400.0));
    var track = match(samples);
    assertThat(track.ignored()).isEqualTo(3);
    assertThat(kinds(track)).containsExactly(MATCHED);
    assertThat(track.metres()).isCloseTo(way.metres(), within(0.05 * way.metres() + 20));
  }

  @Test
  void aFirstPlaceThatWasWrongDoesNotCostTheRest() {
    var way = Drives.way(3);
    var samples = Drives.track(way, 0, 3);
    var wrong = new Sample(STATION, Drives.NOON.minusSeconds(1), null);
    assertThat(samples.getFirst().point().haversineMetres(STATION)).isGreaterThan(200);
    var track = match(joined(List.of(wrong), samples));
    assertThat(track.pieces().getLast().metres()).isGreaterThan(way.metres() - 200.0);
  }

  @Test
  void whoStandsDoesNotDriveRoundTheBlock() {
    var random = new Random(5);
    var samples =
        IntStream.range(0, 100)
            .mapToObj(i ->
                new Sample(
                    new Point(
                        CASINO.lat() + random.nextGaussian() * 3 / 111_195,
                        CASINO.lon() + random.nextGaussian() * 3 / 80_000),
                    Drives.NOON.plusSeconds(4L * i),
                    5.0))
            .toList();
    var track = match(samples);
    assertThat(track.metres()).isLessThan(50);
  }

  @Test
  void aLonePlaceIsAPlaceOnTheRoad() {
    var track = match(List.of(new Sample(CASINO, Drives.NOON, null)));
    assertThat(kinds(track)).containsExactly(MATCHED);
    assertThat(track.pieces().getFirst().path()).hasSize(1);
    assertThat(track.metres()).isZero();
    assertThat(track.confidence()).isZero();
  }

  @Test
  void ofNothingNothingIsMade() {
    assertThat(match(List.of())).isEqualTo(new MatchedTrack(List.of(), 0));
    assertThat(match(List.of(new Sample(OPEN_SEA, Drives.NOON, null))))
        .isEqualTo(new MatchedTrack(List.of(), 1));
  }

  @Test
  void withoutRoadsTheStraightLineIsMarked() {
    var samples = Drives.track(Drives.way(2), 0, 2);
    var loading =
        new RoadMatching(
            new RoadGraphs(Map.of(MONACO.id(), new CompletableFuture<>()), Duration.ZERO));
    var failed =
        new RoadMatching(
            new RoadGraphs(
                Map.of(
                    MONACO.id(),
                    CompletableFuture.failedFuture(new IllegalStateException("no roads"))),
                Duration.ZERO));
    for (var track :
        List.of(
            loading.match(MONACO.id(), samples),
            failed.match(MONACO.id(), samples),
            MATCHING.match(new CityId("atlantis"), samples))) {
      assertThat(kinds(track)).containsExactly(STRAIGHT);
      assertThat(track.confidence()).isZero();
      assertThat(track.metres())
          .isCloseTo(
              MatchedTrack.length(samples.stream().map(Sample::point).toList()), within(0.01));
    }
  }

  @Test
  void matchesLongTracksInParts() {
    var samples = new ArrayList<Sample>();
    for (int seed = 1; seed <= 12; seed++) {
      var next = Drives.track(Drives.way(seed), 3, seed);
      samples.addAll(late(next, samples.size() * Drives.SECONDS_BETWEEN));
    }
    assertThat(samples).hasSizeGreaterThan(400);
    assertWhole(match(samples));
  }

  /** The negative control: the library alone throws at what is a gap or an outlier here. */
  @Test
  void theLibraryAloneThrows() {
    var samples =
        List.of(
            new Sample(CASINO, Drives.NOON, null),
            new Sample(OPEN_SEA, Drives.NOON.plusSeconds(60), null),
            new Sample(STATION, Drives.NOON.plusSeconds(120), null));
    assertThatThrownBy(() -> Roads.graph().match(samples)).isInstanceOf(RuntimeException.class);
    assertThat(kinds(match(samples))).contains(MATCHED);
  }

  private static MatchedTrack match(List<Sample> samples) {
    return MATCHING.match(MONACO.id(), samples);
  }

  private static List<Kind> kinds(MatchedTrack track) {
    return track.pieces().stream().map(Piece::kind).toList();
  }

  private static void assertWhole(MatchedTrack track) {
    var pieces = track.pieces();
    assertThat(track.confidence()).isBetween(0.0, 1.0);
    for (var piece : pieces) {
      assertThat(piece.confidence()).isBetween(0.0, 1.0);
      assertThat(piece.metres()).isGreaterThanOrEqualTo(0).isFinite();
      assertThat(MatchedTrack.length(piece.path()))
          .isCloseTo(piece.metres(), within(0.02 * piece.metres() + 2));
      assertThat(piece.until()).isAfterOrEqualTo(piece.from());
    }
    for (int i = 1; i < pieces.size(); i++) {
      assertThat(pieces.get(i).from()).isAfterOrEqualTo(pieces.get(i - 1).until());
      assertThat(pieces.get(i - 1).end().haversineMetres(pieces.get(i).start())).isLessThan(2);
    }
  }

  private static Sample anySample(Random random) {
    var point =
        switch (random.nextInt(6)) {
          case 0 -> OPEN_SEA;
          case 1 -> CASINO;
          case 2 -> new Point(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
          default -> new Point(random.nextDouble(43.723, 43.753), random.nextDouble(7.405, 7.44));
        };
    var at = Drives.NOON.plusMillis(random.nextInt(3) * 1_000L * random.nextInt(2_000));
    return new Sample(point, at, random.nextBoolean() ? null : random.nextDouble(0, 80));
  }

  private static List<Sample> late(List<Sample> samples, int seconds) {
    return samples.stream()
        .map(sample -> new Sample(sample.point(), later(sample.at(), seconds), null))
        .toList();
  }

  private static Instant later(Instant at, int seconds) {
    return at.plusSeconds(seconds);
  }

  private static List<Sample> joined(List<Sample> first, List<Sample> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
