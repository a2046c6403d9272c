package souk.bench.ingest;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import souk.bench.load.Engines;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.fleet.Nearby;
import souk.embedded.engine.Postgres;

/** Searches of another process than the one that takes positions. */
final class Searches implements AutoCloseable {
  private static final Point CENTRE = new Point(43.7394, 7.4282);
  private static final int RADIUS_METRES = 200_000;

  /** Far less than lies between two batches of a group. */
  private static final Duration SLACK = Duration.ofMillis(50);

  private final ApplicationContext context;
  private final Fleet fleet;
  private final CityId city;

  Searches(Engines engines, String database, CityId city) {
    this.context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url",
                engines.jdbcUrl(database),
                "datasources.default.username",
                Postgres.USER,
                "datasources.default.password",
                Postgres.PASSWORD,
                "redis.url",
                engines.redisUrl(),
                "redis.key-prefix",
                database + ":",
                "souk.roles",
                "api"));
    this.fleet = context.getBean(Fleet.class);
    this.city = city;
  }

  /** Everybody with that product, wherever he is. */
  List<Nearby> all(Product product, int limit) {
    return fleet.search(city, product, CENTRE, RADIUS_METRES, limit);
  }

  /** Whether everybody is where his last position says, as far as its age tells. */
  boolean seeAll(Crowd crowd) {
    var seen =
        Stream.of(Product.values())
            .flatMap(product -> all(product, crowd.drivers()).stream())
            .toList();
    return seen.size() == crowd.drivers() && seen.stream().allMatch(one -> isOfLast(crowd, one));
  }

  private static boolean isOfLast(Crowd crowd, Nearby one) {
    return one.age().compareTo(crowd.groupOf(one.driver()).sinceLast().plus(SLACK)) <= 0;
  }

  @Override
  public void close() {
    context.close();
  }
}
