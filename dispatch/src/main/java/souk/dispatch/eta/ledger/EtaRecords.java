package souk.dispatch.eta.ledger;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.platform.postgres.Statements;

/** The rows of the ledger, once they are written: closed by what happened, counted, forgotten. */
@Singleton
final class EtaRecords {
  private static final String ACCEPTED =
      """
      INSERT INTO dispatch.eta_record
        (city_id, trip_id, kind, driver_id, product, shown_at, predicted_s, source, traffic_version)
      SELECT offer.city_id, offer.trip_id, 'OFFER', offer.driver_id, ?, offer.made_at,
             offer.pickup_eta_s, offer.eta_source, offer.traffic_version
      FROM dispatch.offer
      WHERE offer.trip_id = ? AND offer.driver_id = ? AND offer.status = 'ACCEPTED'
      ON CONFLICT DO NOTHING
      """;

  /** A quote promised how long the journey takes, all others how long it is from then on. */
  private static final String HAPPENED =
      """
      UPDATE dispatch.eta_record
      SET closed_at = clock_timestamp(),
          actual_s = round(extract(epoch FROM CAST(? AS timestamptz)
            - CASE kind WHEN 'QUOTE' THEN CAST(? AS timestamptz) ELSE shown_at END))
      WHERE trip_id = ? AND kind = ANY (?) AND closed_at IS NULL
        AND (driver_id = ? OR driver_id IS NULL)
      RETURNING kind, product, actual_s - predicted_s AS error_s
      """;

  private static final String VOID =
      """
      UPDATE dispatch.eta_record SET closed_at = clock_timestamp()
      WHERE trip_id = ? AND closed_at IS NULL AND shown_at <= ? AND (? OR driver_id IS NOT NULL)
      """;

  private static final String REDIRECTED =
      """
      UPDATE dispatch.eta_record SET closed_at = clock_timestamp()
      WHERE trip_id = ? AND closed_at IS NULL AND shown_at <= ? AND kind IN ('QUOTE', 'BOARDING')
      """;

  private static final String COUNT =
      """
      SELECT kind, product,
             CAST(extract(hour FROM shown_at AT TIME ZONE ?) AS int) AS hour,
             actual_s - predicted_s AS error_s, count(*) AS n
      FROM dispatch.eta_record
      WHERE city_id = ? AND shown_at >= ? AND shown_at < ? AND actual_s IS NOT NULL
      GROUP BY 1, 2, 3, 4
      """;

  private static final String FORGET =
      """
      DELETE FROM dispatch.eta_record WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM dispatch.eta_record
        WHERE shown_at < clock_timestamp() - ? * interval '1 s' LIMIT ?))
      """;

  private final Statements database;

  EtaRecords(Statements database) {
    this.database = database;
  }

  /** The driver accepted the offer whose time he was shown. */
  void accepted(UUID trip, UUID driver, String product) {
    database.update(
        ACCEPTED,
        statement -> {
          statement.setString(1, product);
          statement.setObject(2, trip);
          statement.setObject(3, driver);
        });
  }

  /**
   * What promises of those kinds were about has happened.
   *
   * @param begun when the journey began, for a quote; null where none is among the kinds
   * @return those that were open
   */
  List<ClosedEta> happened(
      UUID trip, UUID driver, List<EtaKind> kinds, Instant at, @Nullable Instant begun) {
    return database.onConnection(connection -> {
      try (var statement = connection.prepareStatement(HAPPENED)) {
        set(statement, 1, at);
        set(statement, 2, begun);
        statement.setObject(3, trip);
        var names = kinds.stream().map(Enum::name).toArray();
        statement.setArray(4, connection.createArrayOf("text", names));
        statement.setObject(5, driver);
        return closed(statement);
      }
    });
  }

  /**
   * What was promised until then of this trip will not happen, or not by this driver.
   *
   * @param quotesToo whether there will be no journey at all
   */
  void voided(UUID trip, Instant until, boolean quotesToo) {
    database.update(
        VOID,
        statement -> {
          statement.setObject(1, trip);
          set(statement, 2, until);
          statement.setBoolean(3, quotesToo);
        });
  }

  /** The journey goes elsewhere: what was promised of its end until then says nothing. */
  void redirected(UUID trip, Instant until) {
    database.update(
        REDIRECTED,
        statement -> {
          statement.setObject(1, trip);
          set(statement, 2, until);
        });
  }

  /** How often a promise was how far out. */
  record Count(EtaKind kind, String product, int hour, int errorSeconds, long times) {}

  /** Of promises that were made in that time and kept or broken since; hours are the zone's. */
  List<Count> count(CityId city, ZoneId zone, Instant from, Instant to) {
    return database.prepare(
        COUNT,
        statement -> {
          statement.setString(1, zone.getId());
          statement.setString(2, city.slug());
          set(statement, 3, from);
          set(statement, 4, to);
          try (var rows = statement.executeQuery()) {
            var counts = new ArrayList<Count>();
            while (rows.next()) {
              counts.add(
                  new Count(
                      EtaKind.valueOf(rows.getString("kind")),
                      rows.getString("product"),
                      rows.getInt("hour"),
                      rows.getInt("error_s"),
                      rows.getLong("n")));
            }
            return counts;
          }
        });
  }

  /** Forgets at most so many that are older; answers how many it were. */
  int forget(Duration retention, int limit) {
    return database.update(
        FORGET,
        statement -> {
          statement.setLong(1, retention.toSeconds());
          statement.setInt(2, limit);
        });
  }

  private static List<ClosedEta> closed(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      var closed = new ArrayList<ClosedEta>();
      while (rows.next()) {
        closed.add(
            new ClosedEta(
                EtaKind.valueOf(rows.getString("kind")),
                rows.getString("product"),
                rows.getInt("error_s")));
      }
      return closed;
    }
  }

  private static void set(PreparedStatement statement, int number, @Nullable Instant at)
      throws SQLException {
    statement.setObject(number, at == null ? null : at.atOffset(ZoneOffset.UTC));
  }
}
