package souk.sim.road;

/** A place on earth, in WGS 84 degrees. */
public record Point(double lat, double lon) {
  private static final double EARTH_RADIUS_M = 6_371_000;
  private static final double MICRODEGREES = 1e6;

  /** The same place to the microdegree (about 0.1 m), which JSON and a checksum carry unchanged. */
  public Point rounded() {
    return new Point(
        Math.rint(lat * MICRODEGREES) / MICRODEGREES, Math.rint(lon * MICRODEGREES) / MICRODEGREES);
  }

  /** Great-circle distance in metres. */
  public double metresTo(Point other) {
    var halfLat = Math.sin(Math.toRadians(other.lat - lat) / 2);
    var halfLon = Math.sin(Math.toRadians(other.lon - lon) / 2);
    var chord =
        halfLat * halfLat
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * halfLon
                * halfLon;
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** The place so many metres to the north and to the east; for distances within a city. */
  public Point moved(double north, double east) {
    var metresPerDegree = Math.toRadians(EARTH_RADIUS_M);
    return new Point(
        lat + north / metresPerDegree,
        lon + east / (metresPerDegree * Math.cos(Math.toRadians(lat))));
  }

  /** The direction from here to {@code other}, in degrees from north, from 0 to below 360. */
  public double headingTo(Point other) {
    var north = other.lat - lat;
    var east = (other.lon - lon) * Math.cos(Math.toRadians(lat));
    return (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
  }

  /** The place that lies {@code fraction} (0 to 1) of the way to {@code other}. */
  public Point towards(Point other, double fraction) {
    return new Point(lat + (other.lat - lat) * fraction, lon + (other.lon - lon) * fraction);
  }
}
