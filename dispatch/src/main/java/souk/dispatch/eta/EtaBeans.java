package souk.dispatch.eta;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import souk.dispatch.city.Cities;

/** Makes what answers from road graphs, which begin to load at once: whoever serves asks early. */
@Factory
final class EtaBeans {
  @Singleton
  RoadGraphs graphs(Cities cities, GraphConfiguration configuration) {
    var cache = new GraphCache(configuration.directory());
    return RoadGraphs.loading(cities, cache, configuration.patience());
  }

  @Singleton
  Routes routes(RoadGraphs graphs) {
    return new RoadRoutes(graphs);
  }

  @Singleton
  MapMatching matching(RoadGraphs graphs) {
    return new RoadMatching(graphs);
  }
}
