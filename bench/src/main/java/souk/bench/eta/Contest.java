package souk.bench.eta;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import souk.bench.load.Places;
import souk.bench.report.Latencies;
import souk.bench.report.Percentiles;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Candidate;
import souk.dispatch.eta.Eta;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.eta.PickupEta;
import souk.dispatch.eta.RouteAnswer;
import souk.dispatch.eta.Routes;

/** Both ways to the arrival times at the same pick-ups, taking turns at who goes first. */
final class Contest {
  /** Nobody in a city is farther away: everybody's arrival is asked for. */
  private static final Duration LIMIT = Duration.ofHours(2);

  private final Routes routes;
  private final City city;
  private final Places places;
  private final Latencies tree = new Latencies();
  private final Latencies single = new Latencies();
  private long treeNanos;
  private long singleNanos;
  private long compared;
  private long unequal;
  private long differenceMsMax;

  Contest(Routes routes, City city, long seed) {
    this.routes = routes;
    this.city = city;
    this.places = new Places(city.area(), seed);
  }

  /**
   * What came of it.
   *
   * @param tree milliseconds for each pick-up by one search
   * @param routes milliseconds for each pick-up by a route for every driver
   * @param treeMillis all of them together
   * @param routesMillis all of them together
   * @param compared drivers whose arrival both ways gave by road
   * @param unequal drivers of whom one way gave an arrival by road and the other none
   */
  record Outcome(
      Percentiles tree,
      Percentiles routes,
      double treeMillis,
      double routesMillis,
      long compared,
      long unequal,
      long differenceMsMax) {}

  Outcome run(int pickups, int drivers) {
    for (int i = 0; i < pickups; i++) pickup(drivers, i % 2 == 0);
    return new Outcome(
        tree.percentiles(),
        single.percentiles(),
        treeNanos / 1e6,
        singleNanos / 1e6,
        compared,
        unequal,
        differenceMsMax);
  }

  private void pickup(int count, boolean treeFirst) {
    var pickup = places.next();
    var drivers = places.next(count);
    if (treeFirst) {
      var together = together(drivers, pickup);
      compare(together, oneByOne(drivers, pickup));
    } else {
      var alone = oneByOne(drivers, pickup);
      compare(together(drivers, pickup), alone);
    }
  }

  private Map<Integer, Eta> together(List<Point> drivers, Point pickup) {
    var candidates =
        IntStream.range(0, drivers.size())
            .mapToObj(i -> new Candidate<>(i, drivers.get(i)))
            .toList();
    var began = System.nanoTime();
    var arrivals = routes.toPickup(city.id(), candidates, pickup, LIMIT);
    var took = System.nanoTime() - began;
    treeNanos += took;
    tree.took(Duration.ofNanos(took));
    return arrivals.stream()
        .filter(arrival -> arrival.eta().source() == EtaSource.ROAD)
        .collect(toMap(PickupEta::driver, PickupEta::eta));
  }

  private List<RouteAnswer> oneByOne(List<Point> drivers, Point pickup) {
    var answers = new ArrayList<RouteAnswer>(drivers.size());
    var began = System.nanoTime();
    for (var driver : drivers) answers.add(routes.route(city.id(), driver, pickup));
    var took = System.nanoTime() - began;
    singleNanos += took;
    single.took(Duration.ofNanos(took));
    return answers;
  }

  private void compare(Map<Integer, Eta> together, List<RouteAnswer> alone) {
    for (int driver = 0; driver < alone.size(); driver++) {
      compare(together.get(driver), alone.get(driver));
    }
  }

  private void compare(@Nullable Eta arrival, RouteAnswer alone) {
    switch (alone) {
      case RouteAnswer.Found(var route) when arrival != null -> {
        compared++;
        var difference = arrival.time().minus(route.time()).abs().toMillis();
        differenceMsMax = Math.max(differenceMsMax, difference);
      }
      case RouteAnswer.Found _ -> unequal++;
      case RouteAnswer.NoRoute _, RouteAnswer.Unavailable _ -> unequal += arrival == null ? 0 : 1;
    }
  }
}
