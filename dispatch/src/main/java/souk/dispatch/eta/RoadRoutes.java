package souk.dispatch.eta;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.PickupTree.Arrival;

/** Answers from the road graph of each city, and by the straight line where there is none. */
final class RoadRoutes implements Routes {
  private final RoadGraphs graphs;
  private final LiveTraffic traffic;

  RoadRoutes(RoadGraphs graphs, LiveTraffic traffic) {
    this.graphs = graphs;
    this.traffic = traffic;
  }

  @Override
  public RouteAnswer route(CityId city, Point from, Point to) {
    return graphs.ask(
        city, graph -> graph.route(from, to, traffic.at(city)), RouteAnswer.Unavailable::new);
  }

  @Override
  public RouteAnswer routeInFreeFlow(CityId city, Point from, Point to) {
    return graphs.ask(
        city, graph -> graph.route(from, to, Traffic.FREE_FLOW), RouteAnswer.Unavailable::new);
  }

  @Override
  public <D> List<PickupEta<D>> toPickup(
      CityId city, List<Candidate<D>> candidates, Point pickup, Duration limit) {
    if (candidates.size() > CANDIDATES_MAX) {
      throw new IllegalArgumentException(
          "At most %d candidates, not %d".formatted(CANDIDATES_MAX, candidates.size()));
    }
    var places = candidates.stream().map(Candidate::at).toList();
    var arrivals =
        graphs.ask(
            city,
            graph -> graph.arrivals(places, pickup, limit, traffic.at(city)),
            _ -> places.stream().<Arrival>map(_ -> new Arrival.NoRoad()).toList());
    return IntStream.range(0, places.size())
        .mapToObj(i -> pickupEta(candidates.get(i), arrivals.get(i), pickup))
        .flatMap(Optional::stream)
        .filter(arrival -> arrival.eta().time().compareTo(limit) <= 0)
        .sorted(comparing(arrival -> arrival.eta().time()))
        .toList();
  }

  @Override
  public boolean ready() {
    return graphs().values().stream().allMatch(GraphState.Ready.class::isInstance);
  }

  @Override
  public Map<CityId, GraphState> graphs() {
    return graphs.states();
  }

  private static <D> Optional<PickupEta<D>> pickupEta(
      Candidate<D> candidate, Arrival arrival, Point pickup) {
    return switch (arrival) {
      case Arrival.ByRoad(var eta) -> Optional.of(new PickupEta<>(candidate.driver(), eta));
      case Arrival.NoRoad() ->
          Optional.of(
              new PickupEta<>(candidate.driver(), StraightLine.eta(candidate.at(), pickup)));
      case Arrival.BeyondLimit() -> Optional.empty();
    };
  }
}
