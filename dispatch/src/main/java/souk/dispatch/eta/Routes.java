package souk.dispatch.eta;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/**
 * Routes and arrival times by road. Safe for use by many threads; an early call waits a bounded
 * time for its city's graph. An unknown city is the caller's mistake: {@link
 * IllegalArgumentException}.
 */
public interface Routes {
  /** A place farther than this from every road is off road. */
  int SNAP_LIMIT_METRES = 300;

  /** The most candidates that one call takes. */
  int CANDIDATES_MAX = 1_000;

  /** The fastest way by car from one place to another over the city's roads. */
  RouteAnswer route(CityId city, Point from, Point to);

  /**
   * The fastest way when nothing is known of the traffic, as on a day to come; a router that knows
   * no traffic has but one.
   */
  default RouteAnswer routeInFreeFlow(CityId city, Point from, Point to) {
    return route(city, from, to);
  }

  /** How far and how long it is; by the straight line where the roads give no answer. */
  default Eta eta(CityId city, Point from, Point to) {
    return switch (route(city, from, to)) {
      case RouteAnswer.Found(var route) ->
          new Eta(route.metres(), route.time(), EtaSource.ROAD, route.trafficVersion());
      case RouteAnswer.NoRoute _, RouteAnswer.Unavailable _ -> StraightLine.eta(from, to);
    };
  }

  /**
   * The arrival times of those candidates who can be at the pick-up within the limit, soonest
   * first. One whom the roads cannot place or bring there is estimated by the straight line, and so
   * are all when the graph does not answer; {@link Eta#source} says so.
   *
   * @param candidates at most {@link #CANDIDATES_MAX}
   * @throws IllegalArgumentException when there are more
   */
  <D> List<PickupEta<D>> toPickup(
      CityId city, List<Candidate<D>> candidates, Point pickup, Duration limit);

  /** Whether every city's graph answers. */
  boolean ready();

  /** How far each city's graph is. */
  Map<CityId, GraphState> graphs();
}
