package souk.dispatch.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.StringCodec;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.platform.redis.Redis;

/** The index as it lies in Redis, past the application. */
final class RawIndex {
  private final Redis redis;
  private final CityId city;

  RawIndex(Redis redis, CityId city) {
    this.redis = redis;
    this.city = city;
  }

  /** Lets the time pass for a driver: he was last heard that much earlier. */
  void lastHeardEarlier(UUID driver, Duration by) {
    set("seen").addScore(driver.toString(), -by.toMillis());
  }

  Collection<String> places(Product product) {
    return set("free:" + product.slug()).readAll();
  }

  Collection<String> seen() {
    return set("seen").readAll();
  }

  int times() {
    return redis.client().getMap(key("times"), StringCodec.INSTANCE).size();
  }

  private RScoredSortedSet<String> set(String name) {
    return redis.client().getScoredSortedSet(key(name), StringCodec.INSTANCE);
  }

  private String key(String name) {
    return redis.key("fleet:{" + city + "}:" + name);
  }
}
