package souk.dispatch.matching;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import souk.dispatch.fleet.Fleet;

@Factory
final class MatchingBeans {
  @Singleton
  Matcher matcher(MatchingConfiguration configuration) {
    return new Matcher(configuration.getRadii(), configuration.getWidenAfter());
  }

  @Singleton
  DriverSearch search(Fleet fleet) {
    return fleet::search;
  }
}
