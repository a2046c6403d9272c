package souk.dispatch.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverStanding;
import souk.dispatch.driver.FollowCity;
import souk.platform.background.BackgroundLoop;

/**
 * Sees free drivers leave their city for another and has them moved there. What it knows of a
 * driver may be outdated, and what it asks for may fail: his row decides, and his next positions
 * ask again.
 */
@Singleton
final class CityWatch {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Cities cities;
  private final FollowCity followCity;
  private final PositionConfiguration configuration;
  private final Counter moved;
  private final Map<UUID, Move> wanted = new ConcurrentHashMap<>();
  private final BackgroundLoop loop;

  private record Move(CityId from, CityId to) {}

  CityWatch(
      Cities cities,
      FollowCity followCity,
      PositionConfiguration configuration,
      MeterRegistry metrics) {
    this.cities = cities;
    this.followCity = followCity;
    this.configuration = configuration;
    this.moved = metrics.counter("souk.fleet.city.moves");
    this.loop = BackgroundLoop.start("fleet-cities", EVERY, this::pass);
  }

  /** A position of his was used; returns at once. */
  void seen(Phone phone, Position position) {
    if (cities.all().size() == 1) return;
    phone
        .standing()
        .filter(standing -> standing.claim().isEmpty())
        .ifPresent(standing -> seen(phone, standing, position));
  }

  private void seen(Phone phone, DriverStanding standing, Position position) {
    phone
        .stray(
            other(standing.city(), position),
            position.at(),
            configuration.getCityAfterPoints(),
            configuration.getCityAfter())
        .ifPresent(city -> want(phone.driver(), new Move(standing.city(), city)));
  }

  /** Mostly he is in his own. */
  private Optional<CityId> other(CityId own, Position position) {
    var home = cities.byId(own).map(City::area);
    if (home.filter(area -> area.contains(position.point())).isPresent()) return Optional.empty();
    return cities.at(position.point()).map(City::id);
  }

  private void want(UUID driver, Move move) {
    wanted.put(driver, move);
    loop.hurry();
  }

  private void pass() {
    for (var driver : wanted.keySet()) {
      var move = wanted.remove(driver);
      if (move != null && followCity.follow(driver, move.from(), move.to())) moved.increment();
    }
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
