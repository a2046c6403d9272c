package souk.sim.road;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where one car is, at every instant; it stands or follows a route at or below the road's speed.
 */
public final class Whereabouts {
  private static final long A_SECOND = 1_000_000_000;

  private record Leg(Route route, long sinceNanos, double pace) {
    Point at(long elapsedNanos) {
      return route.at(Duration.ofNanos((long) (elapsedNanos * pace)));
    }
  }

  /**
   * Where a car is and how it moves.
   *
   * @param heading in degrees from north; means nothing while it stands
   */
  public record Motion(Point place, double heading, double metresPerSecond) {}

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
    leg = new Leg(Route.staying(start), nanoClock.getAsLong(), pace);
  }

  /** Where the car is now. */
  public Point now() {
    var current = leg;
    return current.at(nanoClock.getAsLong() - current.sinceNanos);
  }

  /** Where the car is now, and how it has moved in the last second of its present way. */
  public Motion motion() {
    var current = leg;
    var elapsed = nanoClock.getAsLong() - current.sinceNanos;
    var before = Math.max(0, elapsed - A_SECOND);
    var place = current.at(elapsed);
    var from = current.at(before);
    var seconds = (elapsed - before) / (double) A_SECOND;
    var speed = seconds == 0 ? 0 : from.metresTo(place) / seconds;
    return new Motion(place, from.headingTo(place), speed);
  }

  /** Follows a route from now on; returns how long it will take. */
  public Duration follow(Route route) {
    leg = new Leg(route, nanoClock.getAsLong(), pace);
    return Duration.ofNanos((long) Math.ceil(route.duration().toNanos() / pace));
  }

  /** Follows a way somebody has driven, at the speed it was driven at. */
  public void retrace(Route driven) {
    leg = new Leg(driven, nanoClock.getAsLong(), 1);
  }

  /** Stops where the car is. */
  public void stop() {
    follow(Route.staying(now()));
  }
}
