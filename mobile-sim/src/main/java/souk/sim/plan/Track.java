package souk.sim.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import souk.sim.road.Point;
import souk.sim.road.Route;

/** Where a driver was in a recorded run, in the order of time since its opening. */
public final class Track {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final double[] seconds;
  private final List<Point> points;

  /** Where he was at an instant since the opening. */
  public record Stop(Duration at, Point place) {}

  /** A track through at least one place; the stops are sorted here. */
  public Track(List<Stop> stops) {
    if (stops.isEmpty()) throw new IllegalArgumentException("a track has at least one place");
    var sorted = stops.stream().sorted((a, b) -> a.at.compareTo(b.at)).toList();
    seconds = sorted.stream().mapToDouble(stop -> seconds(stop.at)).toArray();
    points = sorted.stream().map(Stop::place).toList();
  }

  /** Where he was then; before the first and after the last place, there. */
  public Point at(Duration since) {
    return whole().at(Duration.ofNanos(Math.max(0, since.minus(beginning()).toNanos())));
  }

  /** His way from then on, at his speed then. */
  public Route from(Duration since) {
    var now = seconds(since);
    var first = next(now);
    var times = IntStream.range(first, seconds.length).mapToDouble(i -> seconds[i] - now);
    return Route.timed(at(since), points.subList(first, points.size()), times.toArray());
  }

  private Route whole() {
    var times = Arrays.stream(seconds).skip(1).map(second -> second - seconds[0]).toArray();
    return Route.timed(points.getFirst(), points.subList(1, points.size()), times);
  }

  private Duration beginning() {
    return Duration.ofMillis(Math.round(seconds[0] * MILLIS_PER_SECOND));
  }

  private int next(double now) {
    var index = 0;
    while (index < seconds.length && seconds[index] <= now) index++;
    return index;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }
}
