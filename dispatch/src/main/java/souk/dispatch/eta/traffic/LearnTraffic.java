package souk.dispatch.eta.traffic;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;
import souk.dispatch.eta.DrivenRoads;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Leases;
import souk.platform.push.Bell;

/**
 * Learns each city's speeds in one process, which a lease names, and stores a snapshot of them
 * every half minute. The process remembers nothing that is not in the traces: whoever takes over
 * reads the last minutes again.
 */
@Singleton
final class LearnTraffic implements BackgroundWork {
  /** A leader that misses two passes is gone. */
  private static final int PASSES_LEASED = 3;

  /** A road that was begun in one pass is told in the next; points come that late and later. */
  private static final Duration OVERLAP = Duration.ofSeconds(60);

  /** Of the time that must be read again, so much at once. */
  private static final Duration SLICE = Duration.ofMinutes(2);

  private final Cities cities;
  private final DrivenTracks tracks;
  private final DrivenRoads roads;
  private final SnapshotTable snapshots;
  private final DatabaseClock clock;
  private final Leases leases;
  private final Bell bell;
  private final TrafficConfiguration configuration;

  LearnTraffic(
      Cities cities,
      DrivenTracks tracks,
      DrivenRoads roads,
      SnapshotTable snapshots,
      DatabaseClock clock,
      Leases leases,
      Bell bell,
      TrafficConfiguration configuration) {
    this.cities = cities;
    this.tracks = tracks;
    this.roads = roads;
    this.snapshots = snapshots;
    this.clock = clock;
    this.leases = leases;
    this.bell = bell;
    this.configuration = configuration;
  }

  /** The bell and the lease of a city's traffic. */
  static String name(CityId city) {
    return "traffic-" + city.slug();
  }

  @Override
  public List<BackgroundLoop> start() {
    return cities.all().stream()
        .map(city ->
            BackgroundLoop.startPaced(
                name(city.id()), configuration.getEvery(), ofCity(city.id())::pass))
        .toList();
  }

  OfCity ofCity(CityId city) {
    return new OfCity(city);
  }

  /** The learning of one city, on the one thread of its loop. */
  final class OfCity {
    private final CityId city;
    private final SpeedMemory memory = new SpeedMemory();

    /** Until then the traces are read. */
    private @Nullable Instant readUntil;

    private boolean storedNothing;

    private OfCity(CityId city) {
      this.city = city;
    }

    /**
     * Does nothing while another process learns the city.
     *
     * @return when the next pass is due
     */
    Duration pass() {
      var every = configuration.getEvery();
      if (!leases.hold(name(city), every.multipliedBy(PASSES_LEASED))) {
        memory.clear();
        readUntil = null;
        return every;
      }
      var graph = roads.graph(city);
      if (graph.isEmpty()) return every;
      if (readUntil == null) storedNothing = nothingStored();
      var now = clock.now();
      if (read(now).isBefore(now)) return Duration.ZERO;
      store(graph.get(), memory.speeds(now));
      return every;
    }

    private boolean nothingStored() {
      return snapshots.newest(city, 0).stream().allMatch(one -> one.snapshot().kmh().isEmpty());
    }

    private Instant read(Instant now) {
      var oldest = now.minus(SpeedMemory.WINDOW);
      var begun = readUntil;
      var from = begun == null || begun.isBefore(oldest) ? oldest : begun;
      var until = from.plus(SLICE).isBefore(now) ? from.plus(SLICE) : now;
      for (var track : tracks.between(city, from.minus(OVERLAP), until)) {
        roads.passages(city, track.samples()).forEach(one -> memory.add(track.driver(), one));
      }
      readUntil = until;
      return until;
    }

    /** While there is nothing to tell, free flow needs no snapshot; the last jam's end does. */
    private void store(String graph, Map<Integer, Float> speeds) {
      if (speeds.isEmpty() && storedNothing) return;
      if (snapshots.add(city, graph, speeds, configuration.getValidity())) bell.ring(name(city));
      storedNothing = speeds.isEmpty();
      snapshots.forget(city, configuration.getRetention());
    }
  }
}
