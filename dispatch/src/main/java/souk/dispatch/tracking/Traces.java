package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.postgres.Statements;

/** The traces of trips, as far as they have come in and are still kept. */
@Singleton
public final class Traces {
  /** A day of one point a second; nobody's trip is longer. */
  static final int POINTS_MAX = 86_400;

  private static final String OF_TRIP =
      """
      SELECT point.at, point.lat, point.lon, point.accuracy_m, point.heading, point.speed_mps
      FROM dispatch.trip
      JOIN dispatch.trace_point point
        ON point.city_id = trip.city_id AND point.trip_id = trip.id
        AND point.driver_id = trip.driver_id AND point.at >= trip.assigned_at
      WHERE trip.id = ? ORDER BY point.at LIMIT %d
      """
          .formatted(POINTS_MAX);

  private final Statements database;

  Traces(Statements database) {
    this.database = database;
  }

  /**
   * Where the trip's driver was from acceptance to the trip's end, by the positions' own time. A
   * point is here a second or two after it was sent, a late one whenever it came within a day.
   * Empty for a trip that is not known, has no driver, or is older than the retention.
   */
  public List<TracePoint> of(UUID tripId) {
    return database.prepare(
        OF_TRIP,
        statement -> {
          statement.setObject(1, tripId);
          try (var rows = statement.executeQuery()) {
            var points = new ArrayList<TracePoint>();
            while (rows.next()) points.add(point(rows));
            return List.copyOf(points);
          }
        });
  }

  private static TracePoint point(ResultSet row) throws SQLException {
    return new TracePoint(
        new Point(row.getDouble("lat"), row.getDouble("lon")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        number(row, "accuracy_m"),
        number(row, "heading"),
        number(row, "speed_mps"));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Double.class);
  }
}
