package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.redis.Redis;

/** Two nodes over one database and one index; sockets at the first unless a test says otherwise. */
abstract class TwoNodes {
  static final CityId CITY = new CityId("monaco");
  static final Point CASINO = new Point(43.7394, 7.4282);
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static TestDatabase database;
  static DispatchNode node;
  static DispatchNode other;
  static Cast cast;
  static RawIndex raw;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    var prefix = DispatchNode.prefix();
    node = DispatchNode.start(database, TestEngines.redisUrl(), prefix, Map.of());
    other = DispatchNode.start(database, TestEngines.redisUrl(), prefix, Map.of());
    cast = new Cast(node, database);
    raw = new RawIndex(node.bean(Redis.class), CITY);
  }

  @AfterAll
  static void stop() {
    node.close();
    other.close();
  }

  /** A change of the row alone: the process died before it could tell anybody. */
  static void silently(UUID driver, String change) {
    DispatchNode.sql(
        database,
        "UPDATE dispatch.driver SET %s, version = version + 1 WHERE id = '%s'"
            .formatted(change, driver));
  }

  static long version(UUID driver) {
    return Long.parseLong(
        DispatchNode.text(
            database, "SELECT version FROM dispatch.driver WHERE id = '%s'".formatted(driver)));
  }

  /** Pings until a later ping of somebody else has gone through; the driver is found at no time. */
  static void pingsInVain(UUID driver) {
    for (int n = 0; n < 3; n++) {
      ping(driver, CASINO);
      witness();
      assertThat(findable(driver)).isFalse();
    }
  }

  /** Whatever was accepted before has been flushed, once this driver's position has. */
  static void witness() {
    searchable();
  }

  static UUID searchable() {
    var driver = connected(cast.online());
    ping(driver, CASINO);
    await().atMost(PATIENCE).until(() -> findable(driver));
    return driver;
  }

  static UUID connected(UUID driver) {
    node.bean(Positions.class).connected(driver);
    return driver;
  }

  static void ping(UUID driver, Point point) {
    node.bean(Positions.class).accept(driver, List.of(new Position(point, Instant.now(), null)));
  }

  static boolean findable(UUID driver) {
    return findableFrom(node, driver);
  }

  static boolean findableFrom(DispatchNode from, UUID driver) {
    return search(from).stream().anyMatch(one -> one.driver().equals(driver));
  }

  static Point place(UUID driver) {
    return search(node).stream()
        .filter(one -> one.driver().equals(driver))
        .map(Nearby::point)
        .findFirst()
        .orElseThrow();
  }

  static List<Nearby> search(DispatchNode from) {
    return from.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 2_000, 1_000);
  }

  static Optional<Sighting> sighting(UUID driver) {
    return other.bean(Sightings.class).lastPosition(CITY, driver);
  }

  static Predicate<Point> near(double metres) {
    return point -> point.haversineMetres(north(metres)) < 1;
  }

  static double counted(Verdict verdict) {
    return node.bean(MeterRegistry.class)
        .counter("souk.fleet.positions", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .count();
  }

  static double phones() {
    return node.bean(MeterRegistry.class).get("souk.fleet.phones").gauge().value();
  }

  static double refused() {
    return node.bean(MeterRegistry.class).counter("souk.fleet.refused").count();
  }

  static Point north(double metres) {
    return new Point(CASINO.lat() + metres / 111_195, CASINO.lon());
  }
}
