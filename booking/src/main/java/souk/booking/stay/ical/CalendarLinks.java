package souk.booking.stay.ical;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import souk.booking.stay.hotel.RoomType;
import souk.platform.identity.OpaqueToken;
import souk.platform.postgres.Statements;

/** The secret addresses under which types of rooms tell their closed nights: one for each. */
@Singleton
final class CalendarLinks {
  private static final String RENEW =
      """
      INSERT INTO booking.calendar_link (hotel_id, room_type_id, token_hash) VALUES (?, ?, ?)
      ON CONFLICT (hotel_id, room_type_id) DO UPDATE
      SET token_hash = excluded.token_hash, renewed_at = clock_timestamp()\
      """;

  private static final String REMOVE =
      "DELETE FROM booking.calendar_link WHERE hotel_id = ? AND room_type_id = ?";

  private static final String SINCE =
      "SELECT renewed_at FROM booking.calendar_link WHERE hotel_id = ? AND room_type_id = ?";

  private static final String OPEN =
      "SELECT hotel_id, room_type_id FROM booking.calendar_link WHERE token_hash = ?";

  private final Statements database;

  CalendarLinks(Statements database) {
    this.database = database;
  }

  /** Whose closed nights an address tells. */
  record Target(UUID hotelId, UUID roomTypeId) {}

  /** Since when a type has its present address. */
  @Introspected
  record Standing(Instant renewedAt) {}

  /** A new secret; the one before is worth nothing from now on. */
  OpaqueToken renew(RoomType type) {
    var token = OpaqueToken.random();
    database.update(
        RENEW,
        statement -> {
          statement.setObject(1, type.hotelId());
          statement.setObject(2, type.id());
          statement.setBytes(3, token.hash());
        });
    return token;
  }

  void remove(RoomType type) {
    database.update(
        REMOVE,
        statement -> {
          statement.setObject(1, type.hotelId());
          statement.setObject(2, type.id());
        });
  }

  Optional<Standing> standing(RoomType type) {
    return database.prepare(
        SINCE,
        statement -> {
          statement.setObject(1, type.hotelId());
          statement.setObject(2, type.id());
          try (var row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(new Standing(row.getTimestamp(1).toInstant()))
                : Optional.empty();
          }
        });
  }

  Optional<Target> open(String token) {
    return database.prepare(
        OPEN,
        statement -> {
          statement.setBytes(1, new OpaqueToken(token).hash());
          try (var row = statement.executeQuery()) {
            if (!row.next()) return Optional.empty();
            return Optional.of(
                new Target(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
          }
        });
  }
}
