package souk.booking.fare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import souk.booking.BookingNode;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.MapMatching;
import souk.dispatch.eta.Sample;

/**
 * The fastest way through Monaco, driven at ten metres a second.
 *
 * @param pings one position every 40 metres and four seconds, and the last at the end
 */
public record Way(double metres, List<Point> pings) {
  public static final int METRES_PER_PING = 40;
  public static final Duration PING = Duration.ofSeconds(4);

  /** As that node's roads lead. */
  public static Way between(BookingNode node, Point from, Point to) {
    var then = Instant.EPOCH;
    var matched =
        node.bean(MapMatching.class)
            .match(
                new CityId("monaco"),
                List.of(new Sample(from, then, null), new Sample(to, then.plusSeconds(300), null)));
    var path = matched.pieces().stream().flatMap(piece -> piece.path().stream()).toList();
    return new Way(matched.metres(), along(path));
  }

  private static List<Point> along(List<Point> path) {
    var points = new ArrayList<Point>();
    points.add(path.getFirst());
    var left = (double) METRES_PER_PING;
    for (int leg = 1; leg < path.size(); leg++) {
      var from = path.get(leg - 1);
      var length = from.haversineMetres(path.get(leg));
      for (; left <= length; left += METRES_PER_PING) {
        points.add(between(from, path.get(leg), left / length));
      }
      left -= length;
    }
    points.add(path.getLast());
    return List.copyOf(points);
  }

  private static Point between(Point from, Point to, double part) {
    return new Point(
        from.lat() + (to.lat() - from.lat()) * part, from.lon() + (to.lon() - from.lon()) * part);
  }
}
