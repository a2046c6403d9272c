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
  LiveTraffic traffic(RoadGraphs graphs) {
    return new LiveTraffic(graphs, System::nanoTime);
  }

  @Singleton
  Routes routes(RoadGraphs graphs, LiveTraffic traffic) {
    return new RoadRoutes(graphs, traffic);
  }

  @Singleton
  DrivenRoads drivenRoads(RoadGraphs graphs) {
    return new RoadPassages(graphs);
  }

  @Singleton
  MapMatching matching(RoadGraphs graphs) {
    return new RoadMatching(graphs);
  }
}
