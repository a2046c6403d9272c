package souk.dispatch.matching;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import souk.dispatch.city.CityId;
import souk.dispatch.fleet.Sighting;

/** Whoever is parked was seen there, so long ago as is said. */
@Singleton
@Replaces(LastSeen.class)
@Requires(property = "test.parked")
public final class ParkedSightings implements LastSeen {
  private final ParkedDrivers parked;
  private final AtomicReference<Duration> age = new AtomicReference<>(Duration.ofSeconds(1));

  ParkedSightings(ParkedDrivers parked) {
    this.parked = parked;
  }

  public void age(Duration since) {
    age.set(since);
  }

  @Override
  public Optional<Sighting> of(CityId city, UUID driver) {
    return parked.at(driver).map(point -> new Sighting(point, Instant.now(), age.get()));
  }
}
