package souk.dispatch.eta;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.found;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

/** The same speeds in every answer. */
class TrafficTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int DRIVERS = 40;

  /** A seed by which one of the places has no way to the pick-up. */
  private static final int WITH_AN_ISLAND = 19567;

  private static final RoadGraphs GRAPHS = Roads.graphs();
  private static final DrivenRoads ROADS = new RoadPassages(GRAPHS);

  private final AtomicLong nanoTime = new AtomicLong();
  private final LiveTraffic traffic = new LiveTraffic(GRAPHS, nanoTime::get);
  private final Routes routes = new RoadRoutes(GRAPHS, traffic);

  @Test
  void aJamMakesWaysLongerOrOthers() {
    var rerouted = 0;
    for (int seed = 1; seed <= 20; seed++) {
      var free = Drives.way(seed);
      use(snapshot(seed, jamOn(free, 0.2)));
      var from = free.path().getFirst();
      var jammed = route(from, free.path().getLast());
      assertThat(jammed.time()).as("seed %d", seed).isGreaterThan(free.time());
      assertThat(jammed.trafficVersion()).isEqualTo(seed);
      rerouted += jammed.path().equals(free.path()) ? 0 : 1;
    }
    assertThat(rerouted).as("ways round the jam").isGreaterThan(5);
  }

  @Test
  void aDayToComeKnowsNothingOfTheJam() {
    var free = Drives.way(4);
    use(snapshot(9, jamOn(free, 0.2)));
    var from = free.path().getFirst();
    var to = free.path().getLast();

    assertThat(found(routes.routeInFreeFlow(MONACO.id(), from, to)))
        .isEqualTo(found(Roads.routes().route(MONACO.id(), from, to)));
    assertThat(route(from, to).trafficVersion()).isEqualTo(9);
  }

  /** Also where cars are faster than free flow, which the search must allow for. */
  @Property(tries = 25)
  void eachOfManyArrivesAsByHisOwnRouteUnderAnyTraffic(@ForAll @IntRange(min = 1) int seed) {
    use(snapshot(seed, anyTraffic(new Random(seed))));
    assertEachArrivesAsAlone(seed, traffic);
  }

  /** The control of the property above: single routes in other traffic are not the same. */
  @Test
  void anotherTrafficIsNoticed() {
    use(snapshot(1, anyTraffic(new Random(1))));
    assertThatThrownBy(() -> assertEachArrivesAsAlone(1, new LiveTraffic(GRAPHS, nanoTime::get)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void whatNobodyReplacesGivesWayToFreeFlow() {
    var way = Drives.way(4);
    use(snapshot(9, jamOn(way, 0.2)));
    nanoTime.addAndGet(AN_HOUR.toNanos() - 1);
    assertThat(traffic.version(MONACO.id())).isEqualTo(9);

    nanoTime.incrementAndGet();
    assertThat(traffic.version(MONACO.id())).isZero();
    assertThat(route(way.path().getFirst(), way.path().getLast()).trafficVersion()).isZero();
  }

  @Test
  void speedsOfAnotherGraphAreNotUsed() {
    var foreign = new TrafficSnapshot(3, "1-00000000", Map.of(0, 5f));
    assertThat(traffic.use(MONACO.id(), foreign, AN_HOUR)).isFalse();
    assertThat(traffic.version(MONACO.id())).isZero();
  }

  @Test
  void nonsenseOnAnEdgeIsLeftOutAndSpeedsAreBounded() {
    var way = Drives.way(2);
    var edge = jamOn(way, 1).keySet().iterator().next();
    for (float kmh : new float[] {0, -5, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(Roads.graph().traffic(snapshot(1, Map.of(edge, kmh))).slowdown(edge))
          .isBetween(Traffic.SLOWDOWN_MIN, Traffic.SLOWDOWN_MAX + 1e-6);
    }
    var unknown = Map.of(-1, 10f, Integer.MAX_VALUE, 10f);
    assertThat(Roads.graph().traffic(snapshot(1, unknown)).least()).isEqualTo(1);
  }

  private void assertEachArrivesAsAlone(int seed, LiveTraffic compared) {
    var places = Roads.places(seed, DRIVERS + 1);
    var pickup = places.getLast();
    var candidates =
        IntStream.range(0, DRIVERS).mapToObj(i -> new Candidate<>(i, places.get(i))).toList();
    var single = new RoadRoutes(GRAPHS, compared);
    var arrivals = routes.toPickup(MONACO.id(), candidates, pickup, AN_HOUR);
    assertThat(arrivals).hasSize(DRIVERS);
    for (var arrival : arrivals) {
      var alone = single.route(MONACO.id(), places.get(arrival.driver()), pickup);
      assertArrives(arrival.eta(), alone);
    }
  }

  /** There are places that one cannot leave by car: few seeds have one. */
  private static void assertArrives(Eta eta, RouteAnswer alone) {
    if (alone instanceof RouteAnswer.NoRoute) {
      assertThat(eta.source()).isEqualTo(EtaSource.STRAIGHT_LINE);
      return;
    }
    assertThat(eta.source()).isEqualTo(EtaSource.ROAD);
    assertThat(eta.time().toMillis()).isCloseTo(found(alone).time().toMillis(), within(50L));
    assertThat(eta.trafficVersion()).isEqualTo(found(alone).trafficVersion()).isPositive();
  }

  @Test
  void whoCannotGetThereByRoadIsAsFarAsTheCrowFlies() {
    use(snapshot(WITH_AN_ISLAND, anyTraffic(new Random(WITH_AN_ISLAND))));
    assertEachArrivesAsAlone(WITH_AN_ISLAND, traffic);
  }

  private Route route(Point from, Point to) {
    return found(routes.route(MONACO.id(), from, to));
  }

  private void use(TrafficSnapshot snapshot) {
    assertThat(traffic.use(MONACO.id(), snapshot, AN_HOUR)).isTrue();
  }

  static TrafficSnapshot snapshot(long version, Map<Integer, Float> kmh) {
    return new TrafficSnapshot(version, Roads.graph().fingerprint(), kmh);
  }

  /** All roads of the way at that part of their speed. */
  static Map<Integer, Float> jamOn(Route way, double part) {
    return ROADS.passages(MONACO.id(), Drives.track(way, 0, 1)).stream()
        .collect(
            toMap(Passage::edge, road -> (float) (road.freeFlowKmh() * part), (one, _) -> one));
  }

  static Map<Integer, Float> anyTraffic(Random random) {
    var directed = 2 * Roads.graph().size().edges();
    return random
        .ints(directed / 2, 0, directed)
        .distinct()
        .boxed()
        .collect(toMap(edge -> edge, _ -> 3 + 70 * random.nextFloat()));
  }

  static List<Route> ways() {
    return IntStream.rangeClosed(1, 8).mapToObj(Drives::way).toList();
  }
}
