package souk.dispatch.eta;

import java.util.List;
import souk.dispatch.city.CityId;

/** Matches on the road graph of each city, and by the straight line where there is none. */
final class RoadMatching implements MapMatching {
  private final RoadGraphs graphs;

  RoadMatching(RoadGraphs graphs) {
    this.graphs = graphs;
  }

  @Override
  public MatchedTrack match(CityId city, List<Sample> samples) {
    if (!graphs.has(city)) return MatchedTrack.straight(samples);
    return graphs.ask(
        city, graph -> new TrackMatcher(graph).match(samples), _ -> MatchedTrack.straight(samples));
  }
}
