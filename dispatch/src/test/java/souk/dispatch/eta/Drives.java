package souk.dispatch.eta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import souk.dispatch.city.Point;

/** Cars driven over the real roads of Monaco, as their phones would tell it. */
public final class Drives {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final int SECONDS_BETWEEN = 4;

  private static final double METRES_PER_DEGREE = 111_195;
  private static final double METRES_PER_SECOND = 9;

  private Drives() {}

  /** A way of at least a kilometre, another for each seed. */
  public static Route way(int seed) {
    var places = Roads.places(seed, 40);
    return Stream.iterate(0, i -> i + 1)
        .limit(39)
        .map(i -> Roads.graph().route(places.get(i), places.get(i + 1)))
        .map(Roads::found)
        .filter(route -> route.metres() > 1_000)
        .findFirst()
        .orElseThrow();
  }

  /** What a phone in the car says every few seconds, with an error of that standard deviation. */
  public static List<Sample> track(Route way, double sigmaMetres, long seed) {
    var random = new Random(seed);
    var samples = new ArrayList<Sample>();
    for (double metres = 0; metres < way.metres(); metres += METRES_PER_SECOND * SECONDS_BETWEEN) {
      var at = NOON.plusSeconds((long) samples.size() * SECONDS_BETWEEN);
      var place = off(along(way.path(), metres), sigmaMetres, random);
      samples.add(new Sample(place, at, null));
    }
    var end = NOON.plusSeconds((long) samples.size() * SECONDS_BETWEEN);
    samples.add(new Sample(off(way.path().getLast(), sigmaMetres, random), end, null));
    return samples;
  }

  private static Point along(List<Point> path, double metres) {
    double left = metres;
    for (int i = 1; i < path.size(); i++) {
      var leg = path.get(i - 1).haversineMetres(path.get(i));
      if (left <= leg && leg > 0) return between(path.get(i - 1), path.get(i), left / leg);
      left -= leg;
    }
    return path.getLast();
  }

  private static Point between(Point one, Point other, double part) {
    return new Point(
        one.lat() + (other.lat() - one.lat()) * part, one.lon() + (other.lon() - one.lon()) * part);
  }

  private static Point off(Point point, double sigmaMetres, Random random) {
    var lonMetres = METRES_PER_DEGREE * Math.cos(Math.toRadians(point.lat()));
    return new Point(
        point.lat() + random.nextGaussian() * sigmaMetres / METRES_PER_DEGREE,
        point.lon() + random.nextGaussian() * sigmaMetres / lonMetres);
  }
}
