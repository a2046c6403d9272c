package souk.dispatch.eta;

import static souk.dispatch.eta.MatchedTrack.Kind.BRIDGED;
import static souk.dispatch.eta.MatchedTrack.Kind.MATCHED;
import static souk.dispatch.eta.MatchedTrack.Kind.STRAIGHT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private boolean onRoad(Point point) {
    return graph.onRoad(point, OFF_ROAD_METRES).isPresent();
  }

  private Stream<Piece> section(List<Sample> samples) {
    var apart = apart(samples);
    if (apart.size() == 1) return anchor(apart.getFirst());
    var pieces = Stream.<Piece>builder();
    for (int first = 0; first < apart.size() - 1; first += SAMPLES_AT_ONCE - 1) {
      var end = Math.min(first + SAMPLES_AT_ONCE, apart.size());
      matched(apart.subList(first, end)).forEach(pieces);
    }
    return pieces.build();
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
   * The pieces of at least two samples. The library gives up on all of them when one step has no
   * way; the halves are tried until the step is found, which is left to a bridge.
   */
  private Stream<Piece> matched(List<Sample> samples) {
    var whole = tryMatch(samples);
    if (whole.isPresent()) return whole.stream();
    if (samples.size() == 2) {
      return Stream.concat(anchor(samples.getFirst()), anchor(samples.getLast()));
    }
    var middle = samples.size() / 2;
    return Stream.concat(
        matched(samples.subList(0, middle + 1)), matched(samples.subList(middle, samples.size())));
  }

  private Optional<Piece> tryMatch(List<Sample> samples) {
    try {
      return graph.match(samples).map(found -> piece(samples, found));
    } catch (RuntimeException broken) {
      log.debug("{} samples are not matched together: {}", samples.size(), broken.getMessage());
      return Optional.empty();
    }
  }

  private static Piece piece(List<Sample> samples, Fit found) {
    var seen = MatchedTrack.length(samples.stream().map(Sample::point).toList());
    // a detour that nobody drove is longer than what was seen
    var straightness = found.metres() <= seen ? 1 : seen / found.metres();
    return new Piece(
        MATCHED,
        found.path(),
        found.metres(),
        Math.clamp(found.nearness() * straightness, 0, 1),
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
