package souk.dispatch.matching;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.redisson.client.codec.StringCodec;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Nearby;
import souk.platform.redis.Redis;

/** Finds whoever is in the index, and never asks when he was heard. */
@Singleton
@Replaces(DriverSearch.class)
@Requires(property = "test.careless")
final class CarelessSearch implements DriverSearch {
  private final Redis redis;

  CarelessSearch(Redis redis) {
    this.redis = redis;
  }

  @Override
  public List<Nearby> near(
      CityId city, Product product, Point pickup, int radiusMetres, int limit) {
    var places = redis.key("fleet:{" + city + "}:free:" + product.slug());
    return redis
        .client()
        .<String>getScoredSortedSet(places, StringCodec.INSTANCE)
        .readAll()
        .stream()
        .map(driver -> new Nearby(UUID.fromString(driver), pickup, 0, Duration.ZERO))
        .toList();
  }
}
