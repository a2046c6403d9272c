package souk.sim;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import souk.sim.plan.CityPlan;
import souk.sim.plan.Habits;
import souk.sim.road.Places;
import souk.sim.trace.Recording;

/**
 * What a run of a city is asked to be.
 *
 * @param window the time in which riders arrive
 * @param drain the time after it by which every ride must be settled, if the machine is not slow
 * @param osm roads of the city, unless it is the bundled one
 * @param record file for the run's traces
 * @param paidWithin the time after all that by which every order's money must be explained and
 *     every driver be paid; nobody asks without
 */
record CityOptions(
    ServerOptions.Server server,
    Duration window,
    Duration drain,
    int drivers,
    int riders,
    long seed,
    String city,
    Optional<Path> osm,
    Habits habits,
    Optional<Flushing> flushing,
    Optional<Path> record,
    Optional<Replay> replay,
    Optional<Duration> paidWithin) {

  /** A Redis that is emptied again and again. */
  record Flushing(InetSocketAddress redis, Duration every) {}

  /**
   * A recorded run to be played again.
   *
   * @param dropOuts share of drivers who stop to send positions while they are on line
   */
  record Replay(Recording recording, double dropOuts) {}

  /** Everybody and what each will do. */
  CityPlan plan(Places places) {
    return replay
        .map(played ->
            CityPlan.played(
                seed,
                window,
                played.recording().orders(),
                played.recording().tracks(),
                played.dropOuts(),
                habits,
                places))
        .orElseGet(() -> CityPlan.of(seed, window, riders, drivers, habits, places));
  }
}
