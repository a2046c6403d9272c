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
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Map<UUID, Parked> parked = new ConcurrentHashMap<>();

  private record Parked(Point at, Duration silence) {}

  public void park(UUID driver, Point at) {
    park(driver, at, A_MOMENT);
  }

  /** He has said nothing for so long, and is found all the same. */
  void park(UUID driver, Point at, Duration silence) {
    parked.put(driver, new Parked(at, silence));
  }

  Optional<Point> at(UUID driver) {
    return Optional.ofNullable(parked.get(driver)).map(Parked::at);
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
                one.getValue().at(),
                Math.round(one.getValue().at().haversineMetres(pickup)),
                one.getValue().silence()))
        .filter(near -> near.metres() <= radiusMetres)
        .sorted(Comparator.comparingLong(Nearby::metres).thenComparing(Nearby::driver))
        .limit(limit)
        .toList();
  }
}
