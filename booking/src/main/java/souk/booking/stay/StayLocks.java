package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.calendar.Span;
import souk.platform.postgres.Statements;

/** Locks stays until the transaction ends; several by their ids. */
@Singleton
final class StayLocks {
  private static final String ONE = "SELECT id FROM booking.stay WHERE id = ? FOR NO KEY UPDATE";

  private static final String RELEASABLE =
      """
      SELECT id FROM booking.stay
      WHERE hotel_id = ? AND status IN ('HELD', 'PAYING') AND arrival < ? AND departure > ?
        AND (expires_at <= clock_timestamp() OR guest_id = ? AND status = 'HELD')
      ORDER BY id LIMIT ?
      FOR NO KEY UPDATE\
      """;

  private final Statements database;

  StayLocks(Statements database) {
    this.database = database;
  }

  void lock(UUID stayId) {
    ids(ONE, stayId);
  }

  /** What whoever wants these nights may end: it has lapsed, or it is his own hold. */
  List<UUID> lockReleasable(UUID hotelId, Span span, UUID guestId, int limit) {
    return ids(RELEASABLE, hotelId, span.departure(), span.arrival(), guestId, limit);
  }

  private List<UUID> ids(String sql, Object... parameters) {
    return database.prepare(
        sql,
        statement -> {
          for (int n = 0; n < parameters.length; n++) statement.setObject(n + 1, parameters[n]);
          var ids = new ArrayList<UUID>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) ids.add(rows.getObject(1, UUID.class));
          }
          return ids;
        });
  }
}
