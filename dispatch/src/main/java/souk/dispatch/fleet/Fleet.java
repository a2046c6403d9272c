package souk.dispatch.fleet;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.platform.redis.Redis;
import souk.platform.redis.RedisScript;

/**
 * The live positions of drivers, in Redis: an index that may be lost at any moment and fills itself
 * again. Whether a driver is free is PostgreSQL's to say, and is asked again before he is offered
 * anything. Every method throws the client's own {@link RuntimeException} while Redis is away.
 */
@Singleton
public final class Fleet {
  /** Who has been silent for longer is not offered work. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  /** So much before that he is not found any more: a round takes its time until it offers. */
  static final Duration FOUND_WITHIN = SILENCE.minusSeconds(2);

  /** Beyond this latitude Redis cannot index a place. */
  static final double LATITUDE_MAX = 85.05112878;

  /** The most drivers that one call writes: Lua can hand a command some thousand arguments. */
  static final int WRITTEN_AT_ONCE = 500;

  private static final RedisScript WRITE = RedisScript.beside(Fleet.class, "write.lua");
  private static final RedisScript SEARCH = RedisScript.beside(Fleet.class, "search.lua");
  private static final RedisScript REMOVE = RedisScript.beside(Fleet.class, "remove.lua");

  private final Redis redis;
  private final FleetMetrics metrics;

  Fleet(Redis redis, FleetMetrics metrics) {
    this.redis = redis;
    this.metrics = metrics;
  }

  /**
   * The free drivers of a product around a place whose positions are younger than {@link
   * #FOUND_WITHIN}, nearest first.
   *
   * @throws IllegalArgumentException for a place too near a pole to be indexed
   */
  public List<Nearby> search(
      CityId city, Product product, Point point, int radiusMetres, int limit) {
    if (!indexable(point)) {
      throw new IllegalArgumentException("no index reaches latitude " + point.lat());
    }
    var answer =
        SEARCH.call(
            redis,
            FleetKeys.index(redis, city),
            List.of(
                SILENCE.toMillis(),
                FleetKeys.number(product),
                point.lon(),
                point.lat(),
                radiusMetres,
                limit));
    var nearby =
        answer.stream()
            .map(String.class::cast)
            .gather(Gatherers.windowFixed(5))
            .map(Fleet::nearby)
            .filter(one -> one.age().compareTo(FOUND_WITHIN) < 0)
            .toList();
    metrics.searched(nearby);
    return nearby;
  }

  /**
   * Takes the driver out at once: what was written of him under an older epoch is void. One who is
   * already known under this epoch stays, for whoever wrote him knew it.
   */
  public void remove(CityId city, UUID driver, long epoch) {
    REMOVE.call(redis, FleetKeys.index(redis, city), List.of(driver.toString(), epoch));
  }

  /**
   * Writes the free drivers' positions, newest of each only, at most {@link #WRITTEN_AT_ONCE}. One
   * that is not newer than what is known changes nothing.
   */
  Written write(CityId city, List<Fix> fixes) {
    var arguments = new ArrayList<Object>(1 + 7 * fixes.size());
    arguments.add(SILENCE.toMillis());
    for (var fix : fixes) {
      arguments.add(fix.driver().toString());
      arguments.add(fix.standing().version());
      arguments.add(FleetKeys.number(fix.standing().product().orElseThrow()));
      place(fix).forEach(arguments::add);
    }
    var answer = WRITE.call(redis, FleetKeys.index(redis, city), arguments);
    var refused = ((List<?>) answer.get(2)).stream().map(id -> UUID.fromString((String) id));
    return new Written((String) answer.get(0), (Long) answer.get(1), refused.toList());
  }

  /**
   * What the index answers to a write.
   *
   * @param generation names the index; a new name means that all before is lost
   * @param heard how many drivers were heard within {@link #SILENCE}
   * @param refused those of whom the index knows a newer epoch
   */
  record Written(String generation, long heard, List<UUID> refused) {}

  private static Stream<Object> place(Fix fix) {
    return Stream.of(
        fix.point().lon(), fix.point().lat(), fix.at().toEpochMilli(), fix.age().toMillis());
  }

  private static Nearby nearby(List<String> fields) {
    return new Nearby(
        UUID.fromString(fields.get(0)),
        point(fields.get(1), fields.get(2)),
        Math.round(Double.parseDouble(fields.get(3))),
        Duration.ofMillis(Long.parseLong(fields.get(4))));
  }

  private static Point point(String lon, String lat) {
    return new Point(Double.parseDouble(lat), Double.parseDouble(lon));
  }

  static boolean indexable(Point point) {
    return Math.abs(point.lat()) <= LATITUDE_MAX;
  }
}
