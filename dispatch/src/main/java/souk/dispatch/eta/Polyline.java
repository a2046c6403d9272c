package souk.dispatch.eta;

import com.graphhopper.jackson.ResponsePathSerializer;
import com.graphhopper.util.PointList;
import java.util.List;
import souk.dispatch.city.Point;

/**
 * Ways as one line of text that every map library reads: Google's encoded polyline format, with
 * five decimals (about a metre).
 */
public final class Polyline {
  private static final double PRECISION = 1e5;

  private Polyline() {}

  /** Empty for no points. */
  public static String encode(List<Point> way) {
    var points = new PointList(way.size(), false);
    way.forEach(point -> points.add(point.lat(), point.lon()));
    return ResponsePathSerializer.encodePolyline(points, false, PRECISION);
  }
}
