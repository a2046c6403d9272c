package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import souk.dispatch.fleet.Position;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Statements.DatabaseFailure;

/** Writes positions to the traces of the trips that their drivers were on at the time. */
@Singleton
final class TraceTable {
  /** A row for which no partition has been made is refused as a violated check. */
  private static final String CHECK_VIOLATION = "23514";

  /**
   * A driver's older trips are not even looked at. Of two that he had accepted he drove the one
   * that he accepted first.
   */
  private static final String INSERT =
      """
      INSERT INTO dispatch.trace_point
        (city_id, trip_id, driver_id, at, lat, lon, accuracy_m, heading, speed_mps)
      SELECT DISTINCT ON (p.driver_id, p.at)
        trip.city_id, trip.id, p.driver_id, p.at, p.lat, p.lon, p.accuracy, p.heading, p.speed
      FROM unnest(?, ?, ?, ?, ?, ?, ?) AS p(driver_id, at, lat, lon, accuracy, heading, speed)
      JOIN dispatch.trip ON trip.driver_id = p.driver_id
        AND trip.assigned_at <= p.at AND trip.assigned_at > p.at - interval '1 day'
        AND p.at <= coalesce(trip.completed_at,
                             CASE trip.status WHEN 'CANCELLED' THEN trip.moved_at END, 'infinity')
      ORDER BY p.driver_id, p.at, trip.assigned_at
      ON CONFLICT DO NOTHING
      """;

  private final Statements database;
  private final TracePartitions partitions;

  TraceTable(Statements database, TracePartitions partitions) {
    this.database = database;
    this.partitions = partitions;
  }

  /** A driver's position of which nobody knows yet whether he was on a trip. */
  record Seen(UUID driver, Position position) {
    private LocalDate day() {
      return LocalDate.ofInstant(position.at(), ZoneOffset.UTC);
    }
  }

  /**
   * Writes those that belong to a trip; the others, and what is written already, change nothing.
   *
   * @return how many were new
   * @throws DatabaseFailure when nothing was written and the same batch should be tried again
   */
  int write(List<Seen> batch) {
    try {
      return insert(batch);
    } catch (DatabaseFailure failure) {
      if (!lacksPartition(failure)) throw failure;
      batch.stream().map(Seen::day).distinct().forEach(partitions::make);
      return insert(batch);
    }
  }

  private int insert(List<Seen> batch) {
    return database.onConnection(connection -> {
      try (var statement = connection.prepareStatement(INSERT)) {
        new Columns(connection, statement, batch).set();
        return statement.executeUpdate();
      }
    });
  }

  private static boolean lacksPartition(DatabaseFailure failure) {
    return failure.getCause() instanceof SQLException cause
        && CHECK_VIOLATION.equals(cause.getSQLState());
  }

  /** The batch as one array per column: one statement, whatever its size. */
  private record Columns(Connection connection, PreparedStatement statement, List<Seen> batch) {
    void set() throws SQLException {
      set(1, "uuid", Seen::driver);
      set(2, "timestamptz", seen -> seen.position().at().toString());
      set(3, "float8", seen -> seen.position().point().lat());
      set(4, "float8", seen -> seen.position().point().lon());
      set(5, "float8", seen -> seen.position().accuracyMetres());
      set(6, "float8", seen -> seen.position().headingDegrees());
      set(7, "float8", seen -> seen.position().metresPerSecond());
    }

    private void set(int number, String type, Function<Seen, @Nullable Object> column)
        throws SQLException {
      var values = batch.stream().map(column).toArray();
      statement.setArray(number, connection.createArrayOf(type, values));
    }
  }
}
