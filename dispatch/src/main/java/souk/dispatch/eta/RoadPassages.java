package souk.dispatch.eta;

import java.util.List;
import java.util.Optional;
import souk.dispatch.city.CityId;

/** Reads passages on the road graph of each city; without one there are none. */
final class RoadPassages implements DrivenRoads {
  private final RoadGraphs graphs;

  RoadPassages(RoadGraphs graphs) {
    this.graphs = graphs;
  }

  @Override
  public List<Passage> passages(CityId city, List<Sample> samples) {
    if (!graphs.has(city)) return List.of();
    return graphs.ask(
        city, graph -> new TrackMatcher(graph).passages(samples), _ -> List.<Passage>of());
  }

  @Override
  public Optional<String> graph(CityId city) {
    if (!graphs.has(city)) return Optional.empty();
    return graphs.ask(city, graph -> Optional.of(graph.fingerprint()), _ -> Optional.empty());
  }
}
