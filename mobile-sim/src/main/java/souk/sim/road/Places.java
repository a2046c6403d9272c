package souk.sim.road;

import java.util.List;
import java.util.random.RandomGenerator;

/** Places on streets where people stand, and short trips between them. */
public final class Places {
  private static final double TRIP_METRES_MIN = 200;
  private static final double TRIP_METRES_MAX = 600;
  private static final double CROW_METRES_MAX = 500;
  private static final double NEAR_METRES_MAX = 400;
  private static final int TRIES_MAX = 500;

  private final Roads roads;
  private final List<Point> kerbs;
  private final double tripMetresMin;
  private final double tripMetresMax;

  /** The places of a road network. */
  public Places(Roads roads) {
    this(roads, roads.kerbs(), TRIP_METRES_MIN, TRIP_METRES_MAX);
  }

  Places(Roads roads, List<Point> kerbs, double tripMetresMin, double tripMetresMax) {
    if (kerbs.isEmpty()) throw new IllegalArgumentException("the map has no streets for cars");
    this.roads = roads;
    this.kerbs = kerbs;
    this.tripMetresMin = tripMetresMin;
    this.tripMetresMax = tripMetresMax;
  }

  /** From where to where somebody wants to ride. */
  public record Trip(Point pickup, Point dropoff) {}

  /** Any place in the city. */
  public Point anywhere(RandomGenerator random) {
    return kerbs.get(random.nextInt(kerbs.size()));
  }

  /** A place in the neighbourhood of another. */
  public Point near(Point centre, RandomGenerator random) {
    return within(centre, NEAR_METRES_MAX, random);
  }

  /**
   * A trip of 200 to 600 m by road, so that a ride takes about a minute: nobody drives faster than
   * the road allows, and a demonstration has three minutes.
   */
  public Trip shortTrip(RandomGenerator random) {
    for (int i = 0; i < TRIES_MAX; i++) {
      var pickup = anywhere(random);
      var dropoff = within(pickup, CROW_METRES_MAX, random);
      if (isShort(pickup, dropoff)) return new Trip(pickup, dropoff);
    }
    throw new IllegalStateException("no trip of the wanted length in " + TRIES_MAX + " tries");
  }

  private boolean isShort(Point pickup, Point dropoff) {
    return roads
        .route(pickup, dropoff)
        .filter(route -> route.metres() >= tripMetresMin && route.metres() <= tripMetresMax)
        .isPresent();
  }

  private Point within(Point centre, double metres, RandomGenerator random) {
    var near = kerbs.stream().filter(kerb -> kerb.metresTo(centre) <= metres).toList();
    return near.isEmpty() ? centre : near.get(random.nextInt(near.size()));
  }
}
