package souk.sim.measure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import souk.sim.road.Point;

/**
 * Which drivers a search must find, as their own phones know it: on line and without work, with a
 * socket, and heard of late. Who is in doubt about any of it is not counted.
 */
public final class Roster {
  /** Well below the 30 s after which a silent driver is no longer found. */
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(25);

  private final Map<String, Seat> seats = new ConcurrentHashMap<>();

  /** One driver; instants of {@link System#nanoTime}. */
  private static final class Seat {
    private boolean free;
    private long freeSince;
    private boolean connected;
    private boolean heardOnSocket;
    private long heardSince;
    private long heardLast;
    private Point place = new Point(0, 0);

    synchronized void free(boolean now) {
      if (now && !free) freeSince = System.nanoTime();
      free = now;
    }

    synchronized void connected(boolean now) {
      connected = now;
      heardOnSocket = false;
    }

    synchronized void pinged(Point here) {
      heardLast = System.nanoTime();
      if (connected && !heardOnSocket) {
        heardOnSocket = true;
        heardSince = heardLast;
      }
      place = here;
    }

    synchronized boolean mustBeFound(long sinceNanos, Point centre, double radiusMetres) {
      return free
          && heardOnSocket
          && freeSince - sinceNanos < 0
          && heardSince - sinceNanos < 0
          && System.nanoTime() - heardLast < HEARD_WITHIN.toNanos()
          && place.metresTo(centre) < radiusMetres;
    }
  }

  /** The driver is on line and certainly without work, or not. */
  public void free(String driver, boolean now) {
    seat(driver).free(now);
  }

  /** The driver's socket is open, or not. */
  public void connected(String driver, boolean now) {
    seat(driver).connected(now);
  }

  /** The driver has said where he is. */
  public void pinged(String driver, Point place) {
    seat(driver).pinged(place);
  }

  /**
   * How many drivers around a place a search must find, for nothing about them has changed since
   * that instant of {@link System#nanoTime}.
   */
  public int mustBeFound(long sinceNanos, Point centre, double radiusMetres) {
    return Math.toIntExact(
        seats.values().stream()
            .filter(seat -> seat.mustBeFound(sinceNanos, centre, radiusMetres))
            .count());
  }

  private Seat seat(String driver) {
    return seats.computeIfAbsent(driver, _ -> new Seat());
  }
}
