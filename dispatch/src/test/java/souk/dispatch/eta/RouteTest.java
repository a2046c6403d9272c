package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.OPEN_SEA;
import static souk.dispatch.eta.Roads.PORT_FONTVIEILLE;
import static souk.dispatch.eta.Roads.STADIUM;
import static souk.dispatch.eta.Roads.STATION;
import static souk.dispatch.eta.Roads.found;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.city.Point;
import souk.dispatch.eta.RouteAnswer.NoRoute;
import souk.dispatch.eta.RouteAnswer.Reason;

class RouteTest {
  private final RoadGraph graph = Roads.graph();

  @ParameterizedTest
  @MethodSource("knownWays")
  void knownWaysArePlausible(Point from, Point to) {
    var route = found(graph.route(from, to));
    var crow = from.haversineMetres(to);
    assertThat((double) route.metres()).isBetween(crow, 6 * crow);
    assertThat(kilometresPerHour(route)).isBetween(12.0, 60.0);
    assertThat(route.path().getFirst().haversineMetres(from)).isLessThan(100);
    assertThat(route.path().getLast().haversineMetres(to)).isLessThan(100);
    assertThat(lengthOf(route.path()))
        .isCloseTo((double) route.metres(), within(0.01 * route.metres() + 1));
    assertThat(route.trafficVersion()).isZero();
  }

  static Stream<Arguments> knownWays() {
    return Stream.of(
        arguments(CASINO, STATION),
        arguments(STATION, STADIUM),
        arguments(STADIUM, CASINO),
        arguments(PORT_FONTVIEILLE, CASINO));
  }

  @Test
  void keepsOneWayStreets() {
    var places = Roads.places(3, 40);
    assertThat(IntStream.range(1, 40).boxed().toList())
        .as("the way back is another way")
        .anyMatch(i -> {
          var there = found(graph.route(places.getFirst(), places.get(i)));
          var back = found(graph.route(places.get(i), places.getFirst()));
          return Math.abs(there.metres() - back.metres()) > 200;
        });
  }

  @Test
  void goesNoLongerThanByAnyPlaceOnTheWay() {
    var places = Roads.places(5, 60);
    for (int i = 0; i + 2 < 60; i += 3) {
      var direct = found(graph.route(places.get(i), places.get(i + 2)));
      var first = found(graph.route(places.get(i), places.get(i + 1)));
      var second = found(graph.route(places.get(i + 1), places.get(i + 2)));
      assertThat(direct.time())
          .isLessThanOrEqualTo(first.time().plus(second.time()).plus(Duration.ofMillis(50)));
    }
  }

  @Test
  void everyPlaceInTheAreaIsOnRoads() {
    for (var place : Roads.places(11, 300)) {
      assertThat(graph.route(place, CASINO)).isInstanceOf(RouteAnswer.Found.class);
      assertThat(graph.route(CASINO, place)).isInstanceOf(RouteAnswer.Found.class);
    }
  }

  @Test
  void toTheSamePlaceItIsNothing() {
    var route = found(graph.route(CASINO, CASINO));
    assertThat(route.metres()).isZero();
    assertThat(route.time()).isZero();
    assertThat(route.path()).hasSize(1);
  }

  @Test
  void farFromEveryRoadThereIsNoRoute() {
    var offRoad = new NoRoute(Reason.OFF_ROAD);
    assertThat(graph.route(OPEN_SEA, CASINO)).isEqualTo(offRoad);
    assertThat(graph.route(CASINO, OPEN_SEA)).isEqualTo(offRoad);
    assertThat(graph.route(CASINO, new Point(48.8566, 2.3522))).as("Paris").isEqualTo(offRoad);
    assertThat(graph.route(CASINO, new Point(-90, 180))).isEqualTo(offRoad);
  }

  /** Out to sea from the mole, in steps of a few metres: up to 300 m from it, and no farther. */
  @Test
  void snapsUpToThreeHundredMetres() {
    var mole = found(graph.route(CASINO, new Point(43.7361, 7.4318))).path().getLast();
    var reach =
        IntStream.range(0, 2_000)
            .mapToObj(i -> new Point(mole.lat(), mole.lon() + i * 5e-6))
            .takeWhile(place -> graph.route(place, CASINO) instanceof RouteAnswer.Found)
            .mapToDouble(mole::haversineMetres)
            .max()
            .orElseThrow();
    assertThat(reach).isGreaterThanOrEqualTo(299);
    assertThat(graph.route(new Point(mole.lat(), mole.lon() + 0.01), CASINO))
        .isEqualTo(new NoRoute(Reason.OFF_ROAD));
  }

  @Test
  void outsideTheServiceAreaRoadsOfTheExtractStillCount() {
    var beyond = new Point(43.7530, 7.4385);
    assertThat(MONACO.area().contains(beyond)).isFalse();
    assertThat(graph.route(beyond, CASINO)).isInstanceOf(RouteAnswer.Found.class);
  }

  @Test
  void answersTheSameToManyAtOnce() throws Exception {
    var places = Roads.places(17, 100);
    var alone = places.stream().map(place -> graph.route(place, CASINO)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 20)
              .<Callable<List<RouteAnswer>>>mapToObj(
                  _ -> () -> places.stream().map(place -> graph.route(place, CASINO)).toList())
              .toList();
      for (var crowd : threads.invokeAll(tasks)) {
        assertThat(crowd.get()).isEqualTo(alone);
      }
    }
  }

  private static double kilometresPerHour(Route route) {
    return route.metres() * 3_600.0 / route.time().toMillis();
  }

  private static double lengthOf(List<Point> path) {
    return IntStream.range(1, path.size())
        .mapToDouble(i -> path.get(i - 1).haversineMetres(path.get(i)))
        .sum();
  }
}
