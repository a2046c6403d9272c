package souk.sim.phone;

import java.time.Duration;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.Track;
import souk.sim.road.Whereabouts;

/** What a driver without work does: he stands and drives around, or drives as he was recorded. */
final class Idling {
  /** Nearer than this to where he was recorded he simply goes on from there. */
  private static final double METRES_APART_MAX = 60;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final City city;
  private final DriverPlan plan;
  private final Whereabouts whereabouts;
  private int wanders;
  private long nextNanos;

  Idling(City city, DriverPlan plan, Whereabouts whereabouts) {
    this.city = city;
    this.plan = plan;
    this.whereabouts = whereabouts;
    nextNanos =
        System.nanoTime()
            + (plan.track().isPresent() ? Duration.ZERO : plan.wander(0).stand()).toNanos();
  }

  /** When he does the next thing, as {@link System#nanoTime}. */
  long nextNanos() {
    return nextNanos;
  }

  /** Does what is due. */
  void goOn() {
    if (System.nanoTime() - nextNanos < 0) return;
    var pause = plan.track().map(this::retrace).orElseGet(this::wander);
    nextNanos = System.nanoTime() + pause.toNanos();
  }

  /** Work has taken him elsewhere. */
  void interrupted() {
    if (plan.track().isPresent()) nextNanos = System.nanoTime();
  }

  private Duration wander() {
    var target = plan.wander(wanders++).target();
    var way = city.roads().route(whereabouts.now(), target);
    var driving = way.map(whereabouts::follow).orElse(Duration.ZERO);
    return driving.plus(plan.wander(wanders).stand());
  }

  /** Follows the record, or drives by road to where he should be. */
  private Duration retrace(Track track) {
    if (!city.hours().isOpen()) return Duration.ofMillis(200);
    var since = city.hours().sinceOpening();
    var here = whereabouts.now();
    var there = track.at(since);
    if (here.metresTo(there) <= METRES_APART_MAX) {
      whereabouts.retrace(track.from(since));
      return Duration.ofDays(1);
    }
    city.roads().route(here, there).ifPresent(whereabouts::follow);
    return LOOK_AGAIN;
  }
}
