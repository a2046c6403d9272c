package souk.dispatch.eta;

import static souk.dispatch.eta.MatchedTrack.Kind.BRIDGED;
import static souk.dispatch.eta.MatchedTrack.Kind.MATCHED;
import static souk.dispatch.eta.MatchedTrack.Kind.STRAIGHT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.Point;
import souk.dispatch.eta.MatchedTrack.Piece;

/**
 * Matches tracks to one city's roads: section by section, each as far as the roads allow, with
 * bridges by the fastest way in between.
 */
final class TrackMatcher {
  private static final Logger log = LoggerFactory.getLogger(TrackMatcher.class);

  /** A car farther than that from every road is in a garage, on a ferry or nowhere. */
  static final double OFF_ROAD_METRES = 50;

  /** Nearer samples differ by noise, which would have the car turn round and round the block. */
  private static final double APART_METRES = 20;

  /** The search's memory grows with its samples; neighbours share one sample, so nothing is cut. */
  private static final int SAMPLES_AT_ONCE = 200;

  /** Who waits in traffic may need more than free flow says; nobody needs less than half. */
  private static final int FASTER_MAX = 2;

  private static final Duration SLACK = Duration.ofSeconds(30);

  /** No more than even odds for a way of which nobody saw anything but its ends. */
  private static final double BRIDGE_CONFIDENCE_MAX = 0.5;

  private static final double SAME_PLACE_METRES = 1;

  private final RoadGraph graph;

  TrackMatcher(RoadGraph graph) {
    this.graph = graph;
  }

  MatchedTrack match(List<Sample> samples) {
    var sections = TrackSections.of(samples, this::onRoad);
    var used = sections.stream().mapToInt(List::size).sum();
    var pieces = sections.stream().flatMap(this::section).toList();
    return new MatchedTrack(bridged(withoutIdleAnchors(pieces)), samples.size() - used);
  }

  /** How fast the car was on the roads it was seen on, as far as that is certain. */
  List<Passage> passages(List<Sample> samples) {
    return TrackSections.of(samples, this::onRoad).stream()
        .map(TrackMatcher::apart)
        .flatMap(TrackMatcher::atOnce)
        .flatMap(some -> inParts(some, this::tryPassages, _ -> Stream.empty()))
        .flatMap(List::stream)
        .toList();
  }

  private boolean onRoad(Point point) {
    return graph.onRoad(point, OFF_ROAD_METRES).isPresent();
  }

  private Stream<Piece> section(List<Sample> samples) {
    var apart = apart(samples);
    if (apart.size() == 1) return anchor(apart.getFirst());
    return atOnce(apart).flatMap(some -> inParts(some, this::tryMatch, this::anchor));
  }

  /** In lists of at least two; one sample alone is in none. */
  private static Stream<List<Sample>> atOnce(List<Sample> samples) {
    return IntStream.iterate(0, i -> i < samples.size() - 1, i -> i + SAMPLES_AT_ONCE - 1)
        .mapToObj(i -> samples.subList(i, Math.min(i + SAMPLES_AT_ONCE, samples.size())));
  }

  private static List<Sample> apart(List<Sample> samples) {
    var apart = new ArrayList<Sample>();
    for (var sample : samples) {
      if (apart.isEmpty()
          || apart.getLast().point().haversineMetres(sample.point()) > APART_METRES) {
        apart.add(sample);
      }
    }
    return apart;
  }

  /**
   * What is made of at least two samples. The library gives up on all of them when one step has no
   * way; the halves are tried until the step is found, whose ends are left alone.
   */
  private static <T> Stream<T> inParts(
      List<Sample> samples,
      Function<List<Sample>, Optional<T>> together,
      Function<Sample, Stream<T>> alone) {
    var whole = together.apply(samples);
    if (whole.isPresent()) return whole.stream();
    if (samples.size() == 2) {
      return Stream.concat(alone.apply(samples.getFirst()), alone.apply(samples.getLast()));
    }
    var middle = samples.size() / 2;
    return Stream.concat(
        inParts(samples.subList(0, middle + 1), together, alone),
        inParts(samples.subList(middle, samples.size()), together, alone));
  }

  private Optional<Piece> tryMatch(List<Sample> samples) {
    return tried(samples, some -> graph.match(some).map(found -> piece(some, found)));
  }

  private Optional<List<Passage>> tryPassages(List<Sample> samples) {
    return tried(samples, graph::passages);
  }

  private static <T> Optional<T> tried(
      List<Sample> samples, Function<List<Sample>, Optional<T>> match) {
    try {
      return match.apply(samples);
    } catch (RuntimeException broken) {
      log.debug("{} samples are not matched together: {}", samples.size(), broken.getMessage());
      return Optional.empty();
    }
  }

  private static Piece piece(List<Sample> samples, Fit found) {
    return new Piece(
        MATCHED,
        found.path(),
        found.metres(),
        found.confidence(samples),
        samples.getFirst().at(),
        samples.getLast().at());
  }

  /** A place on the road of which no way is known. */
  private Stream<Piece> anchor(Sample sample) {
    return graph.onRoad(sample.point(), OFF_ROAD_METRES).stream()
        .map(place ->
            new Piece(
                MATCHED,
                List.of(place),
                0,
                HiddenMarkov.nearness(place.haversineMetres(sample.point())),
                sample.at(),
                sample.at()));
  }

  /** An anchor says nothing where a neighbouring piece already includes its sample. */
  private static List<Piece> withoutIdleAnchors(List<Piece> pieces) {
    var kept = new ArrayList<Piece>();
    for (var piece : pieces) {
      if (!kept.isEmpty() && isAnchor(piece) && piece.from().equals(kept.getLast().until())) {
        continue;
      }
      if (!kept.isEmpty() && isAnchor(kept.getLast()) && sameTime(kept.getLast(), piece)) {
        kept.removeLast();
      }
      kept.add(piece);
    }
    return kept;
  }

  private static boolean isAnchor(Piece piece) {
    return piece.path().size() == 1;
  }

  private static boolean sameTime(Piece anchor, Piece next) {
    return anchor.until().equals(next.from());
  }

  private List<Piece> bridged(List<Piece> pieces) {
    var whole = new ArrayList<Piece>();
    for (var piece : pieces) {
      if (!whole.isEmpty() && !meet(whole.getLast(), piece)) {
        whole.add(bridge(whole.getLast(), piece));
      }
      whole.add(piece);
    }
    return whole;
  }

  private static boolean meet(Piece before, Piece after) {
    return before.end().haversineMetres(after.start()) < SAME_PLACE_METRES;
  }

  private Piece bridge(Piece before, Piece after) {
    var crow = before.end().haversineMetres(after.start());
    return switch (graph.route(before.end(), after.start())) {
      case RouteAnswer.Found(var route) when possible(route, before, after) ->
          new Piece(
              BRIDGED,
              route.path(),
              route.metres(),
              BRIDGE_CONFIDENCE_MAX * Math.min(1, crow / Math.max(1, route.metres())),
              before.until(),
              after.from());
      case RouteAnswer.Found _, RouteAnswer.NoRoute _, RouteAnswer.Unavailable _ ->
          new Piece(
              STRAIGHT,
              List.of(before.end(), after.start()),
              crow,
              0,
              before.until(),
              after.from());
    };
  }

  private static boolean possible(Route route, Piece before, Piece after) {
    var elapsed = Duration.between(before.until(), after.from());
    return route.time().compareTo(elapsed.multipliedBy(FASTER_MAX).plus(SLACK)) <= 0;
  }
}
