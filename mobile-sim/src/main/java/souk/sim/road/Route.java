package souk.sim.road;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way along roads, with the instant at which a car that keeps to their speed passes each point.
 */
public final class Route {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double WALKING_MPS = 1.4;

  private final List<Point> points;
  private final double[] seconds;
  private final double metres;

  /**
   * A route through {@code points}; {@code metresPerSecond[i]} is the road's speed between point i
   * and the next one, so it has one element less.
   */
  Route(List<Point> points, double[] metresPerSecond) {
    if (points.isEmpty() || metresPerSecond.length != points.size() - 1) {
      throw new IllegalArgumentException(
          points.size() + " points need one speed less, not " + metresPerSecond.length);
    }
    this.points = List.copyOf(points);
    seconds = new double[points.size()];
    var length = 0.0;
    for (int i = 1; i < seconds.length; i++) {
      var step = points.get(i - 1).metresTo(points.get(i));
      // a route may name one place twice, with no road and so no speed in between
      seconds[i] = seconds[i - 1] + (step == 0 ? 0 : step / metresPerSecond[i - 1]);
      length += step;
    }
    metres = length;
  }

  /**
   * Through {@code rest}, being at each of them so many seconds after {@code first}; the seconds
   * never go back.
   */
  public static Route timed(Point first, List<Point> rest, double[] secondsAfterFirst) {
    return new Route(first, rest, secondsAfterFirst);
  }

  private Route(Point first, List<Point> rest, double[] secondsAfterFirst) {
    var all = new ArrayList<Point>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    points = List.copyOf(all);
    seconds = new double[points.size()];
    var length = 0.0;
    for (int i = 1; i < seconds.length; i++) {
      seconds[i] = secondsAfterFirst[i - 1];
      length += points.get(i - 1).metresTo(points.get(i));
    }
    metres = length;
  }

  /** The route of somebody who stays where he is. */
  public static Route staying(Point place) {
    return new Route(List.of(place), new double[0]);
  }

  /** Straight to a place at walking pace, for one whom the map shows no road. */
  public static Route onFoot(Point from, Point to) {
    return new Route(List.of(from, to), new double[] {WALKING_MPS});
  }

  /** Length in metres. */
  public double metres() {
    return metres;
  }

  /** Time from end to end at the speed of the roads. */
  public Duration duration() {
    return Duration.ofNanos(Math.round(seconds[seconds.length - 1] * NANOS_PER_SECOND));
  }

  /** Where a car is that started {@code elapsed} ago; its destination once it is there. */
  public Point at(Duration elapsed) {
    var now = elapsed.toNanos() / NANOS_PER_SECOND;
    var next = firstPointAfter(now);
    if (next == 0) return points.getFirst();
    if (next == seconds.length) return points.getLast();
    var fraction = (now - seconds[next - 1]) / (seconds[next] - seconds[next - 1]);
    return points.get(next - 1).towards(points.get(next), fraction);
  }

  private int firstPointAfter(double now) {
    var found = Arrays.binarySearch(seconds, now);
    var index = found >= 0 ? found + 1 : -found - 1;
    // two points at one place share an instant: the later one is where the car is
    while (index < seconds.length && seconds[index] <= now) index++;
    return index;
  }
}
