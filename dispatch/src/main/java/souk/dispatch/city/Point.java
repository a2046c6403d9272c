package souk.dispatch.city;

/**
 * A place on the ground in WGS 84 degrees.
 *
 * @param lat latitude in degrees, −90 to 90
 * @param lon longitude in degrees, −180 to 180
 */
public record Point(double lat, double lon) {
  /** Mean radius of the earth (IUGG), the one the road graph measures with. */
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  /**
   * @throws IllegalArgumentException when a coordinate is not a number or out of range
   */
  public Point {
    requireWithin("lat", lat, 90);
    requireWithin("lon", lon, 180);
  }

  /** Great-circle distance in metres. */
  public double haversineMetres(Point other) {
    var northing = Math.sin(Math.toRadians(other.lat - lat) / 2);
    var easting = Math.sin(Math.toRadians(other.lon - lon) / 2);
    var chord =
        northing * northing
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * easting
                * easting;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  private static void requireWithin(String name, double degrees, double bound) {
    if (!(Math.abs(degrees) <= bound)) {
      throw new IllegalArgumentException(
          "%s must be a number from -%.0f to %.0f, not %s".formatted(name, bound, bound, degrees));
    }
  }
}
