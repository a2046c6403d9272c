package souk.dispatch.eta.traffic;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;
import souk.dispatch.eta.DrivenRoads;
import souk.dispatch.eta.LiveTraffic;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.push.Bell;

/**
 * Has every process use the newest snapshot of each city: at once when its bell rings, every few
 * seconds in case that was lost, and from the start on. While PostgreSQL is away the last one is
 * used for as long as it is valid.
 */
@Singleton
final class FollowTraffic implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(FollowTraffic.class);
  private static final Duration TICK = Duration.ofSeconds(3);

  private final Cities cities;
  private final SnapshotTable snapshots;
  private final LiveTraffic traffic;
  private final DrivenRoads roads;
  private final Bell bell;

  /** Versions made for another graph than ours. */
  private final Map<CityId, Long> foreign = new ConcurrentHashMap<>();

  FollowTraffic(
      Cities cities,
      SnapshotTable snapshots,
      LiveTraffic traffic,
      DrivenRoads roads,
      Bell bell,
      MeterRegistry metrics) {
    this.cities = cities;
    this.snapshots = snapshots;
    this.traffic = traffic;
    this.roads = roads;
    this.bell = bell;
    cities.all().stream()
        .map(City::id)
        .forEach(city ->
            metrics.gauge(
                "souk.traffic.version",
                Tags.of("city", city.slug()),
                traffic,
                live -> live.version(city)));
  }

  @Override
  public boolean everywhere() {
    return true;
  }

  @Override
  public List<BackgroundLoop> start() {
    return cities.all().stream().map(city -> start(city.id())).toList();
  }

  private BackgroundLoop start(CityId city) {
    var loop = BackgroundLoop.start("follow-" + LearnTraffic.name(city), TICK, () -> follow(city));
    bell.on(LearnTraffic.name(city), loop::hurry);
    return loop;
  }

  void follow(CityId city) {
    if (roads.graph(city).isEmpty()) return;
    var known = Math.max(traffic.version(city), foreign.getOrDefault(city, 0L));
    snapshots.newest(city, known).ifPresent(valid -> use(city, valid));
  }

  private void use(CityId city, SnapshotTable.Valid valid) {
    var snapshot = valid.snapshot();
    if (traffic.use(city, snapshot, valid.left())) return;
    if (foreign.put(city, snapshot.version()) == null) {
      log.warn(
          "the speeds of {} are of the road graph {}, which is not this process's: free flow is used",
          city,
          snapshot.graph());
    }
  }
}
