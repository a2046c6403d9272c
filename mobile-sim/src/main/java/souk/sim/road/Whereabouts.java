package souk.sim.road;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where one car is, at every instant; it stands or follows a route at or below the road's speed.
 */
public final class Whereabouts {
  private record Leg(Route route, long sinceNanos) {}

  private final double pace;
  private final LongSupplier nanoClock;
  private volatile Leg leg;

  /**
   * A car that stands at {@code start}.
   *
   * @param pace share of the road's speed this driver uses, more than 0 and at most 1
   */
  public Whereabouts(Point start, double pace, LongSupplier nanoClock) {
    if (!(pace > 0 && pace <= 1)) throw new IllegalArgumentException("pace " + pace);
    this.pace = pace;
    this.nanoClock = nanoClock;
    leg = new Leg(Route.staying(start), nanoClock.getAsLong());
  }

  /** Where the car is now. */
  public Point now() {
    var current = leg;
    return current.route.at(roadTime(nanoClock.getAsLong() - current.sinceNanos));
  }

  /** Follows a route from now on; returns how long it will take. */
  public Duration follow(Route route) {
    leg = new Leg(route, nanoClock.getAsLong());
    return Duration.ofNanos((long) Math.ceil(route.duration().toNanos() / pace));
  }

  /** Stops where the car is. */
  public void stop() {
    follow(Route.staying(now()));
  }

  private Duration roadTime(long nanos) {
    return Duration.ofNanos((long) (nanos * pace));
  }
}
