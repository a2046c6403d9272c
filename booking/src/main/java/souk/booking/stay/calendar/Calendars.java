package souk.booking.stay.calendar;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import souk.platform.postgres.Statements;

/** Reads nights, those of some types together. Locks nothing. */
@Singleton
public final class Calendars {
  /**
   * What has lapsed, and what he holds himself, is free for a guest; under the locks of the nights
   * it is not, until it was given back.
   */
  private static final String FREE_FOR =
      """
      WITH lapsed_or_own AS (
        SELECT s.room_type_id, s.night, sum(s.rooms) AS rooms
        FROM booking.stay h JOIN booking.stay_night s ON s.stay_id = h.id
        WHERE h.hotel_id = ? AND h.status IN ('HELD', 'PAYING')
          AND (h.expires_at <= clock_timestamp() OR h.guest_id = ? AND h.status = 'HELD')
        GROUP BY s.room_type_id, s.night)
      SELECT n.*, coalesce(l.rooms, 0) AS given
      FROM booking.room_night n
      LEFT JOIN lapsed_or_own l ON l.room_type_id = n.room_type_id AND l.night = n.night
      WHERE n.hotel_id = ? AND n.room_type_id = ANY (?) AND n.night BETWEEN ? AND ?
      """;

  private static final String FREE_NOW =
      """
      SELECT n.*, 0 AS given FROM booking.room_night n
      WHERE n.hotel_id = ? AND n.room_type_id = ANY (?) AND n.night BETWEEN ? AND ?
      """;

  private static final String PRICES =
      """
      SELECT rate_plan_id, room_type_id, night, price_minor FROM booking.rate_night
      WHERE hotel_id = ? AND room_type_id = ANY (?) AND night BETWEEN ? AND ?
      """;

  private final Statements database;

  Calendars(Statements database) {
    this.database = database;
  }

  /** As a guest sees them who could be promised what is free, from the first to the last day. */
  public Calendar forGuest(
      UUID guestId, UUID hotelId, Collection<UUID> roomTypeIds, LocalDate first, LocalDate last) {
    var nights =
        database.prepare(
            FREE_FOR,
            statement -> {
              statement.setObject(1, hotelId);
              statement.setObject(2, guestId);
              range(statement, 3, hotelId, roomTypeIds, first, last);
              return nights(statement);
            });
    return new Calendar(nights, prices(hotelId, roomTypeIds, first, last));
  }

  /** As the rows are. */
  public Calendar now(UUID hotelId, Collection<UUID> roomTypeIds, LocalDate first, LocalDate last) {
    var nights =
        database.prepare(
            FREE_NOW,
            statement -> {
              range(statement, 1, hotelId, roomTypeIds, first, last);
              return nights(statement);
            });
    return new Calendar(nights, prices(hotelId, roomTypeIds, first, last));
  }

  private List<Calendar.Price> prices(
      UUID hotelId, Collection<UUID> roomTypeIds, LocalDate first, LocalDate last) {
    return database.prepare(
        PRICES,
        statement -> {
          range(statement, 1, hotelId, roomTypeIds, first, last);
          var prices = new ArrayList<Calendar.Price>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) prices.add(price(rows));
          }
          return prices;
        });
  }

  private static void range(
      PreparedStatement statement,
      int at,
      UUID hotelId,
      Collection<UUID> roomTypeIds,
      LocalDate first,
      LocalDate last)
      throws SQLException {
    var ids = roomTypeIds.toArray(UUID[]::new);
    statement.setObject(at, hotelId);
    statement.setArray(at + 1, statement.getConnection().createArrayOf("uuid", ids));
    statement.setObject(at + 2, first);
    statement.setObject(at + 3, last);
  }

  private static List<Night> nights(PreparedStatement statement) throws SQLException {
    var nights = new ArrayList<Night>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) nights.add(night(rows));
    }
    return nights;
  }

  private static Night night(ResultSet row) throws SQLException {
    return new Night(
        key(row),
        row.getInt("total")
            + row.getInt("overbooking")
            - row.getInt("blocked")
            - row.getInt("held")
            - row.getInt("booked")
            + row.getInt("given"),
        row.getBoolean("stop_sell"),
        row.getBoolean("closed_to_arrival"),
        row.getBoolean("closed_to_departure"),
        row.getInt("min_stay"),
        row.getInt("max_stay"));
  }

  private static Calendar.Price price(ResultSet row) throws SQLException {
    return new Calendar.Price(
        row.getObject("rate_plan_id", UUID.class), key(row), row.getLong("price_minor"));
  }

  private static NightKey key(ResultSet row) throws SQLException {
    return new NightKey(
        row.getObject("room_type_id", UUID.class), row.getObject("night", LocalDate.class));
  }
}
