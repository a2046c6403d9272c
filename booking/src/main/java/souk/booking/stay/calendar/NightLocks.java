package souk.booking.stay.calendar;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;
import souk.platform.postgres.Statements;

/**
 * Locks nights, all that a transaction needs by one statement and in the one order that everybody
 * keeps: by type, then by night. Stays are locked before nights, a type of rooms before its nights.
 */
@Singleton
class NightLocks {
  private static final String LOCK =
      """
      SELECT 1 FROM booking.room_night n
      WHERE n.hotel_id = ?
        AND (n.room_type_id = ANY (?) AND n.night >= ? AND n.night < ?
             OR (n.room_type_id, n.night) IN (
               SELECT s.room_type_id, s.night FROM booking.stay_night s WHERE s.stay_id = ANY (?)))
      ORDER BY %s
      FOR NO KEY UPDATE OF n\
      """;

  private final Statements database;

  NightLocks(Statements database) {
    this.database = database;
  }

  /** The nights of some types in a span, and those that stays have. */
  void lock(UUID hotelId, Collection<UUID> roomTypeIds, Span span, Collection<UUID> stayIds) {
    database.prepare(
        LOCK.formatted(order()),
        statement -> {
          var connection = statement.getConnection();
          statement.setObject(1, hotelId);
          statement.setArray(2, connection.createArrayOf("uuid", roomTypeIds.toArray(UUID[]::new)));
          statement.setObject(3, span.arrival());
          statement.setObject(4, span.departure());
          statement.setArray(5, connection.createArrayOf("uuid", stayIds.toArray(UUID[]::new)));
          return statement.execute();
        });
  }

  String order() {
    return "n.room_type_id, n.night";
  }
}
