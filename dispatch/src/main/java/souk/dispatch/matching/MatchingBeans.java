package souk.dispatch.matching;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.fleet.Sightings;
import souk.dispatch.trip.SearchConfiguration;

@Factory
final class MatchingBeans {
  @Singleton
  Matcher matcher(MatchingConfiguration configuration, SearchConfiguration search) {
    return new Matcher(
        configuration.getRadii(), configuration.getWidenAfter(), search.getSearchTime());
  }

  @Singleton
  DriverSearch search(Fleet fleet) {
    return fleet::search;
  }

  @Singleton
  LastSeen lastSeen(Sightings sightings) {
    return sightings::lastPosition;
  }
}
