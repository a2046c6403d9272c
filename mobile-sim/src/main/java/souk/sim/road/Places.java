package souk.sim.road;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Places on the streets of one quarter, where people stand, and short trips between them. A quarter
 * is what can be reached from its liveliest corner, and from which the corner can be reached, in a
 * given time; so no way inside takes longer than twice that, however the one-way streets run.
 */
public final class Places {
  private static final Duration REACH = Duration.ofSeconds(45);
  private static final double TRIP_METRES_MIN = 200;
  private static final double TRIP_METRES_MAX = 600;

  /** Nobody gets farther from the corner than this in the time, so nothing else is looked at. */
  private static final double REACH_MPS_MAX = 14;

  private static final double LIVELY_METRES = 400;
  private static final int CORNERS_COMPARED_MAX = 500;
  private static final double NEAR_METRES_MAX = 400;
  private static final int TRIES_MAX = 500;

  private final Roads roads;
  private final List<Point> kerbs;
  private final double tripMetresMin;
  private final double tripMetresMax;

  private Places(Roads roads, List<Point> kerbs, double tripMetresMin, double tripMetresMax) {
    this.roads = roads;
    this.kerbs = kerbs;
    this.tripMetresMin = tripMetresMin;
    this.tripMetresMax = tripMetresMax;
  }

  /**
   * A quarter in which a driver is with his rider in at most 90 s and a ride of 200 to 600 m takes
   * about half a minute: nobody drives faster than the road allows, and a demonstration has three
   * minutes.
   */
  public static Places of(Roads roads) {
    return quarter(roads, REACH, TRIP_METRES_MIN, TRIP_METRES_MAX);
  }

  static Places quarter(Roads roads, Duration reach, double tripMetresMin, double tripMetresMax) {
    var all = roads.kerbs();
    if (all.isEmpty()) throw new IllegalArgumentException("the map has no streets for cars");
    var corner = liveliestCorner(all);
    var kerbs =
        all.parallelStream()
            .filter(kerb -> kerb.metresTo(corner) <= reach.toSeconds() * REACH_MPS_MAX)
            .filter(kerb -> isWithin(roads, reach, corner, kerb))
            .filter(kerb -> isWithin(roads, reach, kerb, corner))
            .toList();
    return new Places(roads, kerbs, tripMetresMin, tripMetresMax);
  }

  private static Point liveliestCorner(List<Point> kerbs) {
    var every = Math.max(1, kerbs.size() / CORNERS_COMPARED_MAX);
    return IntStream.range(0, kerbs.size())
        .filter(i -> i % every == 0)
        .mapToObj(kerbs::get)
        .max(Comparator.comparingLong(corner -> streetsNear(corner, kerbs)))
        .orElseThrow();
  }

  private static long streetsNear(Point corner, List<Point> kerbs) {
    return kerbs.stream().filter(kerb -> kerb.metresTo(corner) <= LIVELY_METRES).count();
  }

  private static boolean isWithin(Roads roads, Duration reach, Point from, Point to) {
    return roads.route(from, to).filter(way -> way.duration().compareTo(reach) <= 0).isPresent();
  }

  /** From where to where somebody wants to ride. */
  public record Trip(Point pickup, Point dropoff) {}

  /** Any place in the quarter. */
  public Point anywhere(RandomGenerator random) {
    return kerbs.get(random.nextInt(kerbs.size()));
  }

  /** A place in the neighbourhood of another. */
  public Point near(Point centre, RandomGenerator random) {
    var near = kerbs.stream().filter(kerb -> kerb.metresTo(centre) <= NEAR_METRES_MAX).toList();
    return near.isEmpty() ? centre : near.get(random.nextInt(near.size()));
  }

  /** A trip of the wanted length by road. */
  public Trip shortTrip(RandomGenerator random) {
    for (int i = 0; i < TRIES_MAX; i++) {
      var trip = new Trip(anywhere(random), anywhere(random));
      if (isWanted(trip)) return trip;
    }
    throw new IllegalStateException("no trip of the wanted length in " + TRIES_MAX + " tries");
  }

  private boolean isWanted(Trip trip) {
    var crow = trip.pickup.metresTo(trip.dropoff);
    return crow <= tripMetresMax
        && roads
            .route(trip.pickup, trip.dropoff)
            .filter(way -> way.metres() >= tripMetresMin && way.metres() <= tripMetresMax)
            .isPresent();
  }
}
