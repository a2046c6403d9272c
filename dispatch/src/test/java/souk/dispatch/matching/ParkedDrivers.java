package souk.dispatch.matching;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Nearby;

/** A fleet index in memory that never forgets anybody, so that rows alone decide who is free. */
@Singleton
@Replaces(DriverSearch.class)
@Requires(property = "test.parked")
public final class ParkedDrivers implements DriverSearch {
  private final Map<UUID, Point> parked = new ConcurrentHashMap<>();

  public void park(UUID driver, Point at) {
    parked.put(driver, at);
  }

  Optional<Point> at(UUID driver) {
    return Optional.ofNullable(parked.get(driver));
  }

  public void empty() {
    parked.clear();
  }

  @Override
  public List<Nearby> near(
      CityId city, Product product, Point pickup, int radiusMetres, int limit) {
    return parked.entrySet().stream()
        .map(one ->
            new Nearby(
                one.getKey(),
                one.getValue(),
                Math.round(one.getValue().haversineMetres(pickup)),
                Duration.ofSeconds(1)))
        .filter(near -> near.metres() <= radiusMetres)
        .sorted(Comparator.comparingLong(Nearby::metres).thenComparing(Nearby::driver))
        .limit(limit)
        .toList();
  }
}
