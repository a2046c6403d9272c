package souk.dispatch.fleet;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.platform.redis.Redis;
import souk.platform.redis.RedisScript;

/**
 * Where the drivers of live trips were last seen, whichever node has their sockets; kept in Redis
 * for a minute. The caller decides who may know.
 */
@Singleton
public final class Sightings {
  static final Duration KEPT = Duration.ofSeconds(60);

  private static final RedisScript FOLLOW = RedisScript.beside(Sightings.class, "follow.lua");
  private static final RedisScript SIGHTING = RedisScript.beside(Sightings.class, "sighting.lua");

  private final Redis redis;

  Sightings(Redis redis) {
    this.redis = redis;
  }

  /**
   * Where the driver was last seen on a trip in that city, if within the last minute.
   *
   * @throws RuntimeException of the client's own, while Redis cannot be reached
   */
  public Optional<Sighting> lastPosition(CityId city, UUID driver) {
    var keys = List.of(FleetKeys.sighting(redis, city, driver));
    var fields = SIGHTING.call(redis, keys, List.of()).stream().map(String.class::cast).toList();
    if (fields.isEmpty()) return Optional.empty();
    return Optional.of(
        new Sighting(
            new Point(Double.parseDouble(fields.get(1)), Double.parseDouble(fields.get(0))),
            Instant.ofEpochMilli(Long.parseLong(fields.get(2))),
            Duration.ofMillis(Long.parseLong(fields.get(3)))));
  }

  /**
   * Keeps the newest position of each.
   *
   * @return those that were newer than what was kept; the others change nothing
   */
  List<Fix> keep(CityId city, List<Fix> fixes) {
    if (fixes.isEmpty()) return List.of();
    var keys = fixes.stream().map(fix -> FleetKeys.sighting(redis, city, fix.driver())).toList();
    var arguments = new ArrayList<Object>(1 + 4 * fixes.size());
    arguments.add(KEPT.toMillis());
    for (var fix : fixes) {
      arguments.add(fix.point().lon());
      arguments.add(fix.point().lat());
      arguments.add(fix.at().toEpochMilli());
      arguments.add(fix.age().toMillis());
    }
    return FOLLOW.call(redis, keys, arguments).stream()
        .map(number -> fixes.get(Math.toIntExact((Long) number) - 1))
        .toList();
  }
}
