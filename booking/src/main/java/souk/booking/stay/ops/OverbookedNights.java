package souk.booking.stay.ops;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.NightKey;
import souk.platform.postgres.Statements;

/**
 * Nights in which more rooms of a type are promised than there are. Selling so many was allowed
 * (overbooking), or rooms were lost since; either way somebody may have to sleep elsewhere.
 */
@Singleton
final class OverbookedNights {
  private static final int STAYS_MAX = 1_000;

  private static final String NIGHTS =
      """
      SELECT n.*, h.name AS hotel, t.name AS room_type
      FROM booking.room_night n
      JOIN booking.hotel h ON h.id = n.hotel_id
      JOIN booking.room_type t ON t.id = n.room_type_id
      WHERE n.held + n.booked > n.total
        AND (CAST(? AS uuid) IS NULL OR n.hotel_id = CAST(? AS uuid))
        AND (n.night, n.hotel_id, n.room_type_id) > (?, ?, ?)
      ORDER BY n.night, n.hotel_id, n.room_type_id LIMIT ?\
      """;

  /** Those that have rooms of these nights, whoever was promised his first. */
  private static final String STAYS =
      """
      SELECT s.room_type_id, s.night, s.rooms, g.id, g.status, g.guest_name, g.confirmation,
        g.arrival, g.departure
      FROM unnest(?, ?) AS w (room_type_id, night)
      JOIN booking.stay_night s ON s.room_type_id = w.room_type_id AND s.night = w.night
      JOIN booking.stay g ON g.id = s.stay_id
      WHERE g.hotel_id = ANY (?) AND g.status NOT IN ('CANCELLED', 'EXPIRED') AND NOT s.given_back
        AND g.departure > ? AND g.arrival <= ?
      ORDER BY g.held_at, g.id LIMIT ?\
      """;

  private final Statements database;

  OverbookedNights(Statements database) {
    this.database = database;
  }

  /**
   * A night of a type of rooms with the stays that have some of them.
   *
   * @param over how many rooms too many are promised
   */
  @Introspected
  record Overbooked(
      UUID hotelId,
      String hotel,
      UUID roomTypeId,
      String roomType,
      LocalDate night,
      int total,
      int overbooking,
      int held,
      int booked,
      int over,
      List<Promised> stays) {
    NightKey key() {
      return new NightKey(roomTypeId, night);
    }
  }

  /** Rooms of a stay in such a night, the one that was promised first at the front. */
  @Introspected
  record Promised(
      UUID stayId,
      String status,
      String guestName,
      @Nullable String confirmation,
      int rooms,
      LocalDate arrival,
      LocalDate departure) {}

  /**
   * The soonest first.
   *
   * @param hotelId null for all hotels
   */
  List<Overbooked> after(NightCursor from, @Nullable UUID hotelId, int limit) {
    var nights = nights(from, hotelId, limit);
    if (nights.isEmpty()) return nights;
    var stays = stays(nights);
    return nights.stream()
        .map(night -> with(night, stays.getOrDefault(night.key(), List.of())))
        .toList();
  }

  private List<Overbooked> nights(NightCursor from, @Nullable UUID hotelId, int limit) {
    return database.prepare(
        NIGHTS,
        statement -> {
          statement.setObject(1, hotelId);
          statement.setObject(2, hotelId);
          statement.setObject(3, from.night());
          statement.setObject(4, from.hotelId());
          statement.setObject(5, from.roomTypeId());
          statement.setInt(6, limit);
          var nights = new ArrayList<Overbooked>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) nights.add(night(rows));
          }
          return nights;
        });
  }

  private Map<NightKey, List<Promised>> stays(List<Overbooked> nights) {
    return database.prepare(
        STAYS,
        statement -> {
          set(statement, nights);
          var stays = new HashMap<NightKey, List<Promised>>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              var key =
                  new NightKey(
                      rows.getObject("room_type_id", UUID.class),
                      rows.getObject("night", LocalDate.class));
              stays.computeIfAbsent(key, _ -> new ArrayList<>()).add(promised(rows));
            }
          }
          return stays;
        });
  }

  private static void set(PreparedStatement statement, List<Overbooked> nights)
      throws SQLException {
    var connection = statement.getConnection();
    var types = nights.stream().map(Overbooked::roomTypeId).toArray();
    var dates = nights.stream().map(night -> night.night().toString()).toArray();
    var hotels = nights.stream().map(Overbooked::hotelId).distinct().toArray();
    statement.setArray(1, connection.createArrayOf("uuid", types));
    statement.setArray(2, connection.createArrayOf("date", dates));
    statement.setArray(3, connection.createArrayOf("uuid", hotels));
    statement.setObject(4, nights.getFirst().night());
    statement.setObject(5, nights.getLast().night());
    statement.setInt(6, STAYS_MAX);
  }

  private static Overbooked night(ResultSet row) throws SQLException {
    var promised = row.getInt("held") + row.getInt("booked");
    return new Overbooked(
        row.getObject("hotel_id", UUID.class),
        row.getString("hotel"),
        row.getObject("room_type_id", UUID.class),
        row.getString("room_type"),
        row.getObject("night", LocalDate.class),
        row.getInt("total"),
        row.getInt("overbooking"),
        row.getInt("held"),
        row.getInt("booked"),
        promised - row.getInt("total"),
        List.of());
  }

  private static Overbooked with(Overbooked night, List<Promised> stays) {
    return new Overbooked(
        night.hotelId,
        night.hotel,
        night.roomTypeId,
        night.roomType,
        night.night,
        night.total,
        night.overbooking,
        night.held,
        night.booked,
        night.over,
        List.copyOf(stays));
  }

  private static Promised promised(ResultSet row) throws SQLException {
    return new Promised(
        row.getObject("id", UUID.class),
        row.getString("status"),
        row.getString("guest_name"),
        row.getString("confirmation"),
        row.getInt("rooms"),
        row.getObject("arrival", LocalDate.class),
        row.getObject("departure", LocalDate.class));
  }
}
