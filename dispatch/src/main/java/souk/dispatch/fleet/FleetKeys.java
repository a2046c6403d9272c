package souk.dispatch.fleet;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.platform.redis.Redis;

/** The index's keys; the hash tag keeps a city's together on one node of a cluster. */
final class FleetKeys {
  private static final List<Product> PRODUCTS = List.of(Product.values());

  private FleetKeys() {}

  /** Which of the keys with places is the product's, from 1. */
  static int number(Product product) {
    return PRODUCTS.indexOf(product) + 1;
  }

  /** In the order in which the scripts expect them. */
  static List<String> index(Redis redis, CityId city) {
    var own = Stream.of("generation", "epochs", "times", "seen");
    var places = PRODUCTS.stream().map(product -> "free:" + product.slug());
    return Stream.concat(own, places).map(name -> key(redis, city, name)).toList();
  }

  static String sighting(Redis redis, CityId city, UUID driver) {
    return key(redis, city, "driving:" + driver);
  }

  private static String key(Redis redis, CityId city, String name) {
    return redis.key("fleet:{" + city.slug() + "}:" + name);
  }
}
