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

/** A simple polygon on the map, its border included; it may not cross the 180th meridian. */
public final class ServiceArea {
  private static final GeometryFactory PLANE = new GeometryFactory();

  /** About a decimetre: what lies this deep inside is inside however a coordinate is rounded. */
  private static final double RIM_DEGREES = 1e-6;

  private static final String INTERIORS_MEET = "T********";

  private final List<Point> corners;
  private final PreparedGeometry shape;

  /** The same polygon without its rim, stretched so that its degrees are equally long both ways. */
  private final Geometry core;

  private final double lonShrink;

  /**
   * A polygon by its corners in order, the first not repeated at the end.
   *
   * @throws IllegalArgumentException in one sentence, when they do not bound one simple polygon
   */
  public ServiceArea(List<Point> corners) {
    if (corners.size() < 3 || corners.size() > 10_000) {
      throw new IllegalArgumentException(
          "An area needs 3 to 10000 corners, not %d.".formatted(corners.size()));
    }
    this.corners = List.copyOf(corners);
    var polygon = polygon(1);
    var flaw = new IsValidOp(polygon).getValidationError();
    if (flaw != null) {
      throw new IllegalArgumentException(
          "An area must be a polygon that does not cross itself: %s near lat %s, lon %s."
              .formatted(flaw.getMessage(), flaw.getCoordinate().y, flaw.getCoordinate().x));
    }
    this.shape = PreparedGeometryFactory.prepare(polygon);
    this.lonShrink = Math.cos(Math.toRadians(polygon.getCentroid().getY()));
    this.core = polygon(lonShrink).buffer(-RIM_DEGREES);
    if (core.isEmpty()) {
      throw new IllegalArgumentException("An area must be more than a metre wide.");
    }
  }

  /** The corners in order, the first not repeated at the end. */
  public List<Point> corners() {
    return corners;
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
    return other instanceof ServiceArea area && corners.equals(area.corners);
  }

  @Override
  public int hashCode() {
    return corners.hashCode();
  }

  @Override
  public String toString() {
    return "ServiceArea" + corners;
  }

  /** Whether some place lies inside both; a shared border is none. */
  boolean overlaps(ServiceArea other) {
    return shape.getGeometry().relate(other.shape.getGeometry(), INTERIORS_MEET);
  }

  private Polygon polygon(double lonFactor) {
    var ring =
        Stream.concat(corners.stream(), corners.stream().limit(1))
            .map(corner -> new Coordinate(corner.lon() * lonFactor, corner.lat()))
            .toArray(Coordinate[]::new);
    return PLANE.createPolygon(ring);
  }
}
