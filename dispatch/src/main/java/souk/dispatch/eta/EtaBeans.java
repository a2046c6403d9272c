package souk.dispatch.eta;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import souk.dispatch.city.Cities;

/** Makes the routes, whose graphs begin to load with the start of the application. */
@Factory
final class EtaBeans {
  @Context
  Routes routes(Cities cities, GraphConfiguration configuration) {
    var cache = new GraphCache(configuration.directory());
    return RoadRoutes.loading(cities, cache, configuration.patience());
  }
}
