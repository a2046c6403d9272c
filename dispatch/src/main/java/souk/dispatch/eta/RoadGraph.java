package souk.dispatch.eta;

import com.graphhopper.GraphHopper;
import com.graphhopper.routing.AlgorithmOptions;
import com.graphhopper.routing.RoutingAlgorithmFactorySimple;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters.Algorithms;
import com.graphhopper.util.PointList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import souk.dispatch.city.Point;
import souk.dispatch.eta.PickupTree.Arrival;
import souk.dispatch.eta.RouteAnswer.Found;
import souk.dispatch.eta.RouteAnswer.NoRoute;
import souk.dispatch.eta.RouteAnswer.Reason;
import souk.dispatch.eta.RouteAnswer.Unavailable;

/** One city's roads in memory, as they are without traffic. Nothing is written after loading. */
final class RoadGraph {
  static final long FREE_FLOW = 0;

  /** A city's longest route visits far fewer; a bound for an extract that is a continent. */
  private static final int VISITED_NODES_MAX = 2_000_000;

  private final GraphHopper hopper;
  private final BaseGraph graph;
  private final LocationIndex index;
  private final Weighting weighting;
  private final EdgeFilter roads;
  private final String fingerprint;

  /** Takes a GraphHopper whose graph is loaded. */
  RoadGraph(GraphHopper loaded) {
    this.hopper = loaded;
    this.graph = loaded.getBaseGraph();
    this.index = loaded.getLocationIndex();
    this.weighting = loaded.createWeighting(loaded.getProfile(CarProfile.NAME), new PMap());
    var islands =
        loaded.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(CarProfile.NAME));
    this.roads = new DefaultSnapFilter(weighting, islands);
    this.fingerprint = GraphFingerprint.of(graph);
  }

  GraphState.Ready size() {
    return new GraphState.Ready(graph.getNodes(), graph.getEdges());
  }

  /** Says whether another process means the same edges by the same numbers. */
  String fingerprint() {
    return fingerprint;
  }

  /** What a snapshot says of the edges of this graph; what cannot be true of them is left out. */
  Traffic traffic(TrafficSnapshot snapshot) {
    var slowdowns = new float[2 * graph.getEdges()];
    snapshot
        .kmh()
        .forEach((edge, kmh) -> {
          if (edge < 0 || edge >= slowdowns.length) return;
          var state = graph.getEdgeIteratorStateForKey(edge);
          var seconds = weighting.calcEdgeWeight(state, false);
          var slowdown = state.getDistance() / seconds * 3.6 / kmh;
          if (Double.isFinite(slowdown) && slowdown > 0) {
            slowdowns[edge] =
                (float) Math.clamp(slowdown, Traffic.SLOWDOWN_MIN, Traffic.SLOWDOWN_MAX);
          }
        });
    return new Traffic(snapshot.version(), slowdowns);
  }

  /** The fastest way when nobody else is on the road. */
  RouteAnswer route(Point from, Point to) {
    return route(from, to, Traffic.FREE_FLOW);
  }

  RouteAnswer route(Point from, Point to, Traffic traffic) {
    var start = snap(from);
    var end = snap(to);
    if (start.isEmpty() || end.isEmpty()) {
      return new NoRoute(Reason.OFF_ROAD);
    }
    return route(start.get(), end.get(), speeds(traffic));
  }

  /** The nearest place on a road, if one is so near. */
  Optional<Point> onRoad(Point point, double metresMax) {
    return snap(point)
        .filter(snap -> snap.getQueryDistance() <= metresMax)
        .map(Snap::getSnappedPoint)
        .map(place -> new Point(place.lat, place.lon));
  }

  /** The roads on which the samples most probably lie; empty when they are all at one crossing. */
  Optional<Fit> match(List<Sample> samples) {
    return HiddenMarkov.match(hopper, samples);
  }

  /** How fast each of those roads was driven; empty when they are all at one crossing. */
  Optional<List<Passage>> passages(List<Sample> samples) {
    return HiddenMarkov.passages(hopper, weighting, samples);
  }

  /** The arrival of each driver in their order, by one search backwards from the pick-up. */
  List<Arrival> arrivals(List<Point> drivers, Point pickup, Duration limit, Traffic traffic) {
    var end = snap(pickup);
    if (end.isEmpty()) {
      return drivers.stream().<Arrival>map(_ -> new Arrival.NoRoad()).toList();
    }
    var apart = new SnapsApart(end.get());
    var placed =
        drivers.stream().map(driver -> place(driver, pickup, limit, apart, traffic)).toList();
    var overlay = QueryGraph.create(graph, apart.all());
    var tree = PickupTree.grow(overlay, speeds(traffic), apart.all(), end.get(), limit);
    return placed.stream().map(arrival -> arrival.apply(tree)).toList();
  }

  static Eta eta(double metres, double seconds, long trafficVersion) {
    return new Eta(Math.round(metres), time(seconds), EtaSource.ROAD, trafficVersion);
  }

  private PickupTree.Speeds speeds(Traffic traffic) {
    var weighted =
        traffic.isFreeFlow() ? weighting : new LiveWeighting(weighting, traffic, graph.getEdges());
    return new PickupTree.Speeds(weighted, traffic.version());
  }

  /** How the driver's arrival will be found, once all are placed and the tree is grown. */
  private Function<PickupTree, Arrival> place(
      Point driver, Point pickup, Duration limit, SnapsApart apart, Traffic traffic) {
    var start = snap(driver);
    if (start.isEmpty()) {
      return _ -> new Arrival.NoRoad();
    }
    return apart.add(start.get())
        ? tree -> tree.arrival(start.get())
        : _ -> arrival(route(driver, pickup, traffic), limit);
  }

  private static Arrival arrival(RouteAnswer alone, Duration limit) {
    return switch (alone) {
      case Found(var route) when route.time().compareTo(limit) <= 0 ->
          new Arrival.ByRoad(
              new Eta(route.metres(), route.time(), EtaSource.ROAD, route.trafficVersion()));
      case Found _ -> new Arrival.BeyondLimit();
      case NoRoute _, Unavailable _ -> new Arrival.NoRoad();
    };
  }

  private RouteAnswer route(Snap start, Snap end, PickupTree.Speeds speeds) {
    var overlay = QueryGraph.create(graph, List.of(start, end));
    var path =
        new RoutingAlgorithmFactorySimple()
            .createAlgo(overlay, speeds.weighting(), oneToOne())
            .calcPath(start.getClosestNode(), end.getClosestNode());
    if (!path.isFound()) {
      return new NoRoute(Reason.UNREACHABLE);
    }
    var metres = Math.round(path.getDistance());
    return new Found(
        new Route(metres, time(path.getWeight()), points(path.calcPoints()), speeds.version()));
  }

  private Optional<Snap> snap(Point point) {
    var snap = index.findClosest(point.lat(), point.lon(), roads);
    return Optional.of(snap)
        .filter(Snap::isValid)
        .filter(valid -> valid.getQueryDistance() <= Routes.SNAP_LIMIT_METRES);
  }

  private static AlgorithmOptions oneToOne() {
    return new AlgorithmOptions()
        .setAlgorithm(Algorithms.ASTAR_BI)
        .setTraversalMode(TraversalMode.EDGE_BASED)
        .setMaxVisitedNodes(VISITED_NODES_MAX);
  }

  /** From the sum of exact weights, since GraphHopper's own times are rounded edge by edge. */
  private static Duration time(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  static List<Point> points(PointList line) {
    return IntStream.range(0, line.size())
        .mapToObj(i -> new Point(line.getLat(i), line.getLon(i)))
        .toList();
  }
}
