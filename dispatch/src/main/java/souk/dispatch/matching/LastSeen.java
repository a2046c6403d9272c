package souk.dispatch.matching;

import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.fleet.Sighting;

/** Where the driver of a live trip was last seen: the fleet's sightings. */
@FunctionalInterface
interface LastSeen {
  Optional<Sighting> of(CityId city, UUID driver);
}
