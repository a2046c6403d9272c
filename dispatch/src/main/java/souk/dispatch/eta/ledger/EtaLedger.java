package souk.dispatch.eta.ledger;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import souk.platform.postgres.Statements;

/** Writes down what was promised. To write the same twice changes nothing: the first one counts. */
@Singleton
public final class EtaLedger {
  private static final String QUOTED =
      """
      INSERT INTO dispatch.eta_record
        (city_id, trip_id, kind, product, shown_at, predicted_s, source, traffic_version)
      SELECT city_id, id, 'QUOTE', product, ?, ?, 'ROAD', ? FROM dispatch.trip
      WHERE id = ? AND status NOT IN ('COMPLETED', 'CANCELLED', 'HOPELESS')
      FOR SHARE
      ON CONFLICT DO NOTHING
      """;

  /**
   * The trip is locked and looked at again, so that no promise is written after the event that it
   * is about: nobody would ever close it.
   */
  private static final String SHOWN =
      """
      INSERT INTO dispatch.eta_record
        (city_id, trip_id, kind, driver_id, product, shown_at, predicted_s, source, traffic_version)
      SELECT trip.city_id, trip.id, shown.kind, trip.driver_id, trip.product, clock_timestamp(),
             shown.predicted_s, shown.source, shown.version
      FROM unnest(?, ?, ?, ?, ?, ?)
             AS shown(kind, trip_id, driver_id, predicted_s, source, version)
      JOIN dispatch.trip ON trip.id = shown.trip_id AND trip.driver_id = shown.driver_id
        AND CASE shown.kind WHEN 'BOARDING' THEN trip.status = 'IN_PROGRESS'
                            ELSE trip.status IN ('ASSIGNED', 'EN_ROUTE') END
      FOR SHARE OF trip
      ON CONFLICT DO NOTHING
      """;

  private final Statements database;

  EtaLedger(Statements database) {
    this.database = database;
  }

  /**
   * The rider of the trip, which is requested, was told that the journey takes so long.
   *
   * @param trafficVersion the speeds it was computed with
   */
  public void quoted(UUID trip, Instant shownAt, Duration predicted, long trafficVersion) {
    database.update(
        QUOTED,
        statement -> {
          statement.setObject(1, shownAt.atOffset(ZoneOffset.UTC));
          statement.setLong(2, predicted.toSeconds());
          statement.setLong(3, trafficVersion);
          statement.setObject(4, trip);
        });
  }

  /** Riders see these now; of trips that have moved on meanwhile nothing is written. */
  public void shown(List<ShownEta> shown) {
    if (shown.isEmpty()) return;
    database.onConnection(connection -> {
      try (var statement = connection.prepareStatement(SHOWN)) {
        new Columns(connection, statement, shown).set();
        return statement.executeUpdate();
      }
    });
  }

  private record Columns(Connection connection, PreparedStatement statement, List<ShownEta> all) {
    void set() throws SQLException {
      set(1, "text", one -> one.kind().name());
      set(2, "uuid", ShownEta::trip);
      set(3, "uuid", ShownEta::driver);
      set(4, "int4", one -> Math.toIntExact(one.estimate().time().toSeconds()));
      set(5, "text", one -> one.estimate().source().name());
      set(6, "int8", one -> one.estimate().trafficVersion());
    }

    private void set(int number, String type, Function<ShownEta, Object> column)
        throws SQLException {
      statement.setArray(
          number, connection.createArrayOf(type, all.stream().map(column).toArray()));
    }
  }
}
