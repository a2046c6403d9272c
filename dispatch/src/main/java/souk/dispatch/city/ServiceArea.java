package souk.dispatch.city;

import java.util.List;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * Polygons on the map, mostly one, their borders included. They have no holes, share no ground and
 * may not cross the 180th meridian.
 */
public final class ServiceArea {
  private static final GeometryFactory PLANE = new GeometryFactory();

  /** About a decimetre: what lies this deep inside is inside however a coordinate is rounded. */
  private static final double RIM_DEGREES = 1e-6;

  private static final int CORNERS_MAX = 10_000;
  private static final double HALF_THE_EARTH = 180;
  private static final String INTERIORS_MEET = "T********";

  private final List<List<Point>> polygons;
  private final PreparedGeometry shape;

  /** The same without its rim, stretched so that its degrees are equally long both ways. */
  private final Geometry core;

  private final double lonShrink;

  /**
   * One polygon by its corners in order, the first not repeated at the end.
   *
   * @throws IllegalArgumentException in one sentence, when they do not bound one simple polygon
   */
  public ServiceArea(List<Point> corners) {
    this(List.of(corners), requireUsable(List.of(corners)));
  }

  private ServiceArea(List<List<Point>> polygons, Geometry shape) {
    this.polygons = polygons.stream().map(List::copyOf).toList();
    this.shape = PreparedGeometryFactory.prepare(shape);
    this.lonShrink = Math.cos(Math.toRadians(shape.getCentroid().getY()));
    this.core = geometry(polygons, lonShrink).buffer(-RIM_DEGREES);
    if (core.isEmpty()) {
      throw new IllegalArgumentException("An area must be more than a metre wide.");
    }
  }

  /**
   * Several polygons, such as islands, each by its corners in order.
   *
   * @throws IllegalArgumentException in one sentence, when one is no simple polygon or two of them
   *     share ground
   */
  public static ServiceArea of(List<List<Point>> polygons) {
    return new ServiceArea(polygons, requireUsable(polygons));
  }

  private static Geometry requireUsable(List<List<Point>> polygons) {
    var corners = polygons.stream().mapToInt(List::size).sum();
    if (smallest(polygons) < 3 || corners > CORNERS_MAX) {
      throw new IllegalArgumentException(
          "An area needs 3 to 10000 corners, not %d."
              .formatted(corners > CORNERS_MAX ? corners : smallest(polygons)));
    }
    var shape = geometry(polygons, 1);
    if (shape.getEnvelopeInternal().getWidth() > HALF_THE_EARTH) {
      throw new IllegalArgumentException(
          "An area may not cross the 180th meridian: give its two sides to two cities.");
    }
    var flaw = new IsValidOp(shape).getValidationError();
    if (flaw != null) {
      throw new IllegalArgumentException(
          "An area must be a polygon that does not cross itself: %s near lat %s, lon %s."
              .formatted(flaw.getMessage(), flaw.getCoordinate().y, flaw.getCoordinate().x));
    }
    return shape;
  }

  private static int smallest(List<List<Point>> polygons) {
    return polygons.stream().mapToInt(List::size).min().orElse(0);
  }

  /** The corners of every polygon, each in order, the first not repeated at the end. */
  public List<List<Point>> polygons() {
    return polygons;
  }

  /** The corners of all polygons. */
  public List<Point> corners() {
    return polygons.stream().flatMap(List::stream).toList();
  }

  /** Whether the point lies inside or on the border. */
  public boolean contains(Point point) {
    return shape.covers(PLANE.createPoint(new Coordinate(point.lon(), point.lat())));
  }

  /** The point itself when inside, else the one inside that is nearest to it. */
  public Point nearestTo(Point point) {
    if (contains(point)) {
      return point;
    }
    var outside = PLANE.createPoint(new Coordinate(point.lon() * lonShrink, point.lat()));
    var nearest = DistanceOp.nearestPoints(core, outside)[0];
    return new Point(nearest.y, nearest.x / lonShrink);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceArea area && polygons.equals(area.polygons);
  }

  @Override
  public int hashCode() {
    return polygons.hashCode();
  }

  @Override
  public String toString() {
    return "ServiceArea" + polygons;
  }

  /** Whether some place lies inside both; a shared border is none. */
  boolean overlaps(ServiceArea other) {
    return shape.getGeometry().relate(other.shape.getGeometry(), INTERIORS_MEET);
  }

  private static Geometry geometry(List<List<Point>> polygons, double lonFactor) {
    var shapes = polygons.stream().map(corners -> polygon(corners, lonFactor));
    var all = shapes.toArray(Polygon[]::new);
    return all.length == 1 ? all[0] : PLANE.createMultiPolygon(all);
  }

  private static Polygon polygon(List<Point> corners, double lonFactor) {
    var ring =
        Stream.concat(corners.stream(), corners.stream().limit(1))
            .map(corner -> new Coordinate(corner.lon() * lonFactor, corner.lat()))
            .toArray(Coordinate[]::new);
    return PLANE.createPolygon(ring);
  }
}
