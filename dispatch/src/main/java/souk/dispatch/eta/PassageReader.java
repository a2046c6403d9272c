package souk.dispatch.eta;

import com.graphhopper.matching.EdgeMatch;
import com.graphhopper.matching.State;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.FetchMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import souk.dispatch.city.Point;

/**
 * Tells from matched roads and the times of the samples on them how fast each road was driven.
 * Between two samples the car is taken to be slowed down alike everywhere, so that a fast and a
 * slow road share the time between them in proportion to their times in free flow.
 */
final class PassageReader {
  /**
   * A red light is over by then. Whoever stands longer may be parked, which is no speed; in a
   * blocked street his next move tells.
   */
  private static final Duration STANDING_MAX = Duration.ofSeconds(120);

  /** On less the receiver's error is more than the way. */
  private static final double LEG_METRES_MIN = 30;

  /** A road of which less was driven says nothing of the whole. */
  private static final double COVERED_PART_MIN = 0.5;

  /** Of a long road so much is enough. */
  private static final double COVERED_METRES_MAX = 100;

  private final List<Road> roads = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Map<Integer, Driven> driven = new HashMap<>();

  private PassageReader() {}

  private record Road(int edge, double begin, double metres, double seconds) {
    double kmh() {
      return metres / seconds * 3.6;
    }

    double overlap(double from, double to) {
      return Math.max(0, Math.min(to, begin + metres) - Math.max(from, begin));
    }

    /** Time in free flow on the part of it that lies there. */
    double seconds(double from, double to) {
      return overlap(from, to) / metres * seconds;
    }
  }

  private record Seen(double metres, Instant at) {}

  private record Driven(Road road, double metres, double slowdownMetres, Instant at) {
    static Driven nothing(Road road, Instant at) {
      return new Driven(road, 0, 0, at);
    }

    Driven further(double more, double slowdown, Instant until) {
      return new Driven(road, metres + more, slowdownMetres + more * slowdown, until);
    }

    boolean enough() {
      return metres >= Math.min(COVERED_METRES_MAX, COVERED_PART_MIN * road.metres());
    }

    Passage passage() {
      var slowdown = slowdownMetres / metres;
      return new Passage(road.edge(), road.kmh(), road.kmh() / slowdown, at);
    }
  }

  static List<Passage> read(
      List<EdgeMatch> matches, Weighting freeFlow, Function<State, Instant> timeOf) {
    var reader = new PassageReader();
    matches.forEach(match -> reader.add(match, freeFlow, timeOf));
    for (int i = 1; i < reader.seen.size(); i++) {
      reader.leg(reader.seen.get(i - 1), reader.seen.get(i));
    }
    return reader.driven.values().stream().filter(Driven::enough).map(Driven::passage).toList();
  }

  private void add(EdgeMatch match, Weighting freeFlow, Function<State, Instant> timeOf) {
    var edge = match.getEdgeState();
    var begin = roads.isEmpty() ? 0 : roads.getLast().begin() + roads.getLast().metres();
    var seconds = freeFlow.calcEdgeWeight(edge, false);
    roads.add(new Road(edge.getEdgeKey(), begin, edge.getDistance(), seconds));
    var line = RoadGraph.points(edge.fetchWayGeometry(FetchMode.ALL));
    for (var state : match.getStates()) {
      var snapped = state.getSnap().getSnappedPoint();
      var along = along(line, new Point(snapped.lat, snapped.lon));
      seen.add(new Seen(begin + Math.min(along, edge.getDistance()), timeOf.apply(state)));
    }
  }

  /** How far along the line the place lies, in metres: on the leg it least leads away from. */
  private static double along(List<Point> line, Point place) {
    double before = 0;
    double best = 0;
    double leastDetour = Double.POSITIVE_INFINITY;
    for (int i = 1; i < line.size(); i++) {
      var length = line.get(i - 1).haversineMetres(line.get(i));
      var first = line.get(i - 1).haversineMetres(place);
      var detour = first + place.haversineMetres(line.get(i)) - length;
      if (detour < leastDetour) {
        leastDetour = detour;
        best = before + Math.min(first, length);
      }
      before += length;
    }
    return best;
  }

  private void leg(Seen from, Seen to) {
    var took = Duration.between(from.at(), to.at());
    if (!took.isPositive() || took.compareTo(STANDING_MAX) > 0) return;
    if (to.metres() - from.metres() < LEG_METRES_MIN) return;
    var on = roads.stream().filter(road -> road.overlap(from.metres(), to.metres()) > 0).toList();
    var free = on.stream().mapToDouble(road -> road.seconds(from.metres(), to.metres())).sum();
    if (!Double.isFinite(free) || free <= 0) return;
    var slowdown =
        Math.clamp(took.toMillis() / 1_000.0 / free, Traffic.SLOWDOWN_MIN, Traffic.SLOWDOWN_MAX);
    for (var road : on) {
      var metres = road.overlap(from.metres(), to.metres());
      var before = driven.getOrDefault(road.edge(), Driven.nothing(road, to.at()));
      driven.put(road.edge(), before.further(metres, slowdown, to.at()));
    }
  }
}
