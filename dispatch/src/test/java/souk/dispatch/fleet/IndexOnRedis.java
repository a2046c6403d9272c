package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.redisson.client.codec.StringCodec;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.DriverStanding;
import souk.embedded.RedisEngine;
import souk.platform.redis.Redis;

/** The index on a Redis of its own, which is empty before each test. */
abstract class IndexOnRedis {
  static final CityId CITY = new CityId("monaco");
  static final Point CASINO = new Point(43.7394, 7.4282);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final int RADIUS = 5_000;

  static RedisEngine engine;
  static DispatchNode node;
  static Fleet fleet;
  static RawIndex raw;

  @BeforeAll
  static void start() {
    engine = RedisEngine.start();
    node = DispatchNode.start(DispatchNode.database(), engine.url(), "test:", Map.of());
    fleet = node.bean(Fleet.class);
    raw = new RawIndex(node.bean(Redis.class), CITY);
  }

  @AfterAll
  static void stop() {
    node.close();
    engine.kill();
  }

  @BeforeEach
  void empty() {
    engine.flush();
  }

  static List<Nearby> search() {
    return fleet.search(CITY, Product.STANDARD, CASINO, RADIUS, 100);
  }

  static Fleet.Written write(FixBuilder... fixes) {
    return fleet.write(CITY, java.util.Arrays.stream(fixes).map(FixBuilder::fix).toList());
  }

  static void forgetScripts() {
    node.bean(Redis.class).client().getScript(StringCodec.INSTANCE).scriptFlush();
  }

  static FixBuilder fix(UUID driver, long epoch, Point point) {
    return new FixBuilder(driver, epoch, point, Product.STANDARD, NOON, Duration.ZERO);
  }

  static Point north(double metres) {
    return new Point(CASINO.lat() + metres / 111_195, CASINO.lon());
  }

  static Point scattered(Random random, double metres) {
    var lat = CASINO.lat() + (random.nextDouble() - 0.5) * 2 * metres / 111_195;
    var lon = CASINO.lon() + (random.nextDouble() - 0.5) * 2 * metres / 80_000;
    return new Point(lat, lon);
  }

  record FixBuilder(
      UUID driver, long epoch, Point point, Product product, Instant at, Duration held) {
    FixBuilder with(Product other) {
      return new FixBuilder(driver, epoch, point, other, at, held);
    }

    FixBuilder at(Instant time) {
      return new FixBuilder(driver, epoch, point, product, time, held);
    }

    FixBuilder heldFor(Duration time) {
      return new FixBuilder(driver, epoch, point, product, at, time);
    }

    double metresFrom(Point from) {
      return point.haversineMetres(from);
    }

    Fix fix() {
      var standing =
          new DriverStanding(driver, CITY, epoch, Optional.of(product), Optional.empty());
      return new Fix(standing, new Position(point, at, null), held, held);
    }
  }
}
