package souk.booking.stay.search;

import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.problem.Problem;

/**
 * Where hotels are looked for: within a circle, or on a piece of a map.
 *
 * @param centre from which distances are measured
 * @param radiusMetres null for a piece of a map
 * @param west greater than {@code east} where the area crosses the 180th meridian
 */
record Area(
    Point centre,
    @Nullable Integer radiusMetres,
    double south,
    double west,
    double north,
    double east) {
  static final int RADIUS_METRES_MAX = 50_000;

  /** From corner to corner: whatever is in it is priced, however little of it is shown. */
  private static final double BOX_METRES_MAX = 200_000;

  /** Mean radius of the earth (IUGG), the one that {@link Point} measures with. */
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  static Area circle(Point centre, int radiusMetres) {
    // distances are rounded to a metre
    var angle = (radiusMetres + 1) / EARTH_RADIUS_METRES;
    var high = Math.toDegrees(angle);
    var south = centre.lat() - high;
    var north = centre.lat() + high;
    if (south <= -90 || north >= 90) {
      return new Area(centre, radiusMetres, south, -180, north, 180);
    }
    // the tangents from the pole, which touch it farther from the equator than its centre is
    var wide = Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(centre.lat()))));
    return new Area(
        centre,
        radiusMetres,
        south,
        turned(centre.lon() - wide),
        north,
        turned(centre.lon() + wide));
  }

  /**
   * @throws Problem 400 {@code malformed} for a box whose south is not below its north, or that is
   *     too large
   */
  static Area box(Point southWest, Point northEast, @Nullable Point from) {
    if (southWest.lat() >= northEast.lat()) {
      throw Problem.malformed("malformed", "box: its first latitude must be the southern one");
    }
    // the other way around the earth is shorter than such a box is wide
    if (across(southWest, northEast) > 180) {
      throw Problem.malformed("malformed", "box: its first longitude must be the western one");
    }
    if (!(southWest.haversineMetres(northEast) <= BOX_METRES_MAX)) {
      throw Problem.malformed(
          "malformed", "box: must not be more than 200 km from corner to corner");
    }
    return new Area(
        from == null ? middle(southWest, northEast) : from,
        null,
        southWest.lat(),
        southWest.lon(),
        northEast.lat(),
        northEast.lon());
  }

  private static Point middle(Point southWest, Point northEast) {
    var half = across(southWest, northEast) / 2;
    return new Point((southWest.lat() + northEast.lat()) / 2, turned(southWest.lon() + half));
  }

  /** Degrees from west to east. */
  private static double across(Point southWest, Point northEast) {
    var across = northEast.lon() - southWest.lon();
    return across < 0 ? across + 360 : across;
  }

  private static double turned(double lon) {
    if (lon < -180) return lon + 360;
    return lon > 180 ? lon - 360 : lon;
  }
}
