package souk.dispatch.eta.traffic;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Sample;
import souk.platform.postgres.Statements;

/**
 * Reads from the traces where drivers drove: not what comes before they set off and while they wait
 * for their riders, when they are parked.
 */
@Singleton
final class DrivenTracks {
  /** Of more the later trips are left out this time; a city of thousands of drivers has fewer. */
  private static final int POINTS_MAX = 200_000;

  private static final String BETWEEN =
      """
      SELECT trip.id AS trip_id, point.driver_id, point.at, point.lat, point.lon, point.accuracy_m,
             coalesce(point.at >= trip.started_at, false) AS riding
      FROM dispatch.trace_point point
      JOIN dispatch.trip ON trip.id = point.trip_id AND trip.driver_id = point.driver_id
      WHERE point.city_id = ? AND point.at > ? AND point.at <= ?
        AND ((point.at >= trip.en_route_at AND point.at < coalesce(trip.arrived_at, 'infinity'))
             OR point.at >= trip.started_at)
      ORDER BY trip.id, riding, point.at LIMIT %d
      """
          .formatted(POINTS_MAX);

  private final Statements database;

  DrivenTracks(Statements database) {
    this.database = database;
  }

  /** Of the points later than the one instant and not later than the other. */
  List<Track> between(CityId city, Instant after, Instant until) {
    return database.prepare(
        BETWEEN,
        statement -> {
          statement.setString(1, city.slug());
          set(statement, 2, after);
          set(statement, 3, until);
          try (var rows = statement.executeQuery()) {
            return read(rows);
          }
        });
  }

  private static void set(PreparedStatement statement, int number, Instant at) throws SQLException {
    statement.setObject(number, at.atOffset(ZoneOffset.UTC));
  }

  private record Leg(UUID trip, boolean riding) {}

  private static List<Track> read(ResultSet rows) throws SQLException {
    var tracks = new ArrayList<Track>();
    var leg = new Leg(new UUID(0, 0), false);
    while (rows.next()) {
      var next = new Leg(rows.getObject("trip_id", UUID.class), rows.getBoolean("riding"));
      if (!next.equals(leg)) {
        tracks.add(new Track(rows.getObject("driver_id", UUID.class), new ArrayList<>()));
      }
      leg = next;
      tracks.getLast().samples().add(sample(rows));
    }
    return tracks;
  }

  private static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        new Point(row.getDouble("lat"), row.getDouble("lon")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("accuracy_m", Double.class));
  }
}
