package souk.dispatch.eta;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import souk.dispatch.city.Cities;

/** Makes the routes, whose graphs begin to load at once: whoever serves asks for them early. */
@Factory
final class EtaBeans {
  @Singleton
  Routes routes(Cities cities, GraphConfiguration configuration) {
    var cache = new GraphCache(configuration.directory());
    return RoadRoutes.loading(cities, cache, configuration.patience());
  }
}
