package souk.booking.stay.calendar;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.postgres.Statements;

/** Writes what hosts want of their nights. All of it runs under the lock of the type of rooms. */
@Singleton
final class NightTable {
  private static final String NIGHTS =
      """
      WITH wanted AS (
        SELECT CAST(? AS uuid) AS hotel_id, CAST(? AS uuid) AS room_type_id,
          CAST(d.night AS date) AS night
        FROM generate_series(CAST(? AS timestamp), CAST(? AS timestamp), interval '1 day') AS d (night)
        WHERE CAST(extract(isodow FROM d.night) AS int) = ANY (?)),
      wished AS (
        SELECT w.*, coalesce(o.held + o.booked, 0) AS sold,
          coalesce(?, o.total, 0) AS total, coalesce(o.total, 0) AS old_total,
          coalesce(?, o.overbooking, 0) AS overbooking, coalesce(o.overbooking, 0) AS old_overbooking,
          coalesce(?, o.blocked, 0) AS blocked, coalesce(o.blocked, 0) AS old_blocked,
          coalesce(?, o.stop_sell, false) AS stop_sell,
          coalesce(?, o.closed_to_arrival, false) AS closed_to_arrival,
          coalesce(?, o.closed_to_departure, false) AS closed_to_departure,
          coalesce(?, o.min_stay, 1) AS min_stay, coalesce(?, o.max_stay, 0) AS max_stay
        FROM wanted w LEFT JOIN booking.room_night o
          ON o.hotel_id = w.hotel_id AND o.room_type_id = w.room_type_id AND o.night = w.night)
      """;

  private static final String OVER =
      NIGHTS + "SELECT night FROM wished WHERE sold + blocked > total + overbooking ORDER BY night";

  /** Must come before the nights are written: it compares with what they were. */
  private static final String LEDGER =
      NIGHTS
          + """
          INSERT INTO booking.inventory_ledger (hotel_id, room_type_id, night, total_delta,
            overbooking_delta, blocked_delta, cause, cause_id)
          SELECT hotel_id, room_type_id, night, total - old_total, overbooking - old_overbooking,
            blocked - old_blocked, 'HOST', ?
          FROM wished
          WHERE (total, overbooking, blocked) <> (old_total, old_overbooking, old_blocked)
          """;

  private static final String WRITE =
      NIGHTS
          + """
          INSERT INTO booking.room_night (hotel_id, room_type_id, night, total, overbooking, blocked,
            stop_sell, closed_to_arrival, closed_to_departure, min_stay, max_stay)
          SELECT hotel_id, room_type_id, night, total, overbooking, blocked,
            stop_sell, closed_to_arrival, closed_to_departure, min_stay, max_stay
          FROM wished
          ON CONFLICT (hotel_id, room_type_id, night) DO UPDATE
          SET total = excluded.total, overbooking = excluded.overbooking,
            blocked = excluded.blocked, stop_sell = excluded.stop_sell,
            closed_to_arrival = excluded.closed_to_arrival,
            closed_to_departure = excluded.closed_to_departure,
            min_stay = excluded.min_stay, max_stay = excluded.max_stay
          """;

  private static final String PRICE =
      NIGHTS
          + """
          INSERT INTO booking.rate_night (hotel_id, room_type_id, rate_plan_id, night, price_minor)
          SELECT hotel_id, room_type_id, ?, night, ? FROM wished
          ON CONFLICT (hotel_id, room_type_id, rate_plan_id, night) DO UPDATE
          SET price_minor = excluded.price_minor
          """;

  private final Statements database;

  NightTable(Statements database) {
    this.database = database;
  }

  /** The nights in which more is promised than there would be. */
  List<LocalDate> over(UUID hotelId, UUID roomTypeId, NightChange change) {
    return database.prepare(
        OVER,
        statement -> {
          set(statement, hotelId, roomTypeId, change);
          var nights = new ArrayList<LocalDate>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) nights.add(rows.getObject(1, LocalDate.class));
          }
          return nights;
        });
  }

  /** Answers how many nights there were in it. */
  int write(UUID hotelId, UUID roomTypeId, NightChange change, UUID changeId) {
    database.update(
        LEDGER,
        statement -> statement.setObject(set(statement, hotelId, roomTypeId, change), changeId));
    var written = database.update(WRITE, statement -> set(statement, hotelId, roomTypeId, change));
    change.planPrices().forEach(price -> price(hotelId, roomTypeId, change, price));
    return written;
  }

  private void price(
      UUID hotelId, UUID roomTypeId, NightChange change, NightChange.PlanPrice price) {
    database.update(
        PRICE,
        statement -> {
          var next = set(statement, hotelId, roomTypeId, change);
          statement.setObject(next, price.ratePlanId());
          statement.setLong(next + 1, price.amount().minor());
        });
  }

  /** Answers the number of the next parameter. */
  private static int set(
      PreparedStatement statement, UUID hotelId, UUID roomTypeId, NightChange change)
      throws SQLException {
    var weekdays = statement.getConnection().createArrayOf("int4", change.isoWeekdays());
    statement.setObject(1, hotelId);
    statement.setObject(2, roomTypeId);
    statement.setObject(3, change.from().atStartOfDay());
    statement.setObject(4, change.to().atStartOfDay());
    statement.setArray(5, weekdays);
    number(statement, 6, change.total());
    number(statement, 7, change.overbooking());
    number(statement, 8, change.blocked());
    flag(statement, 9, change.stopSell());
    flag(statement, 10, change.closedToArrival());
    flag(statement, 11, change.closedToDeparture());
    number(statement, 12, change.minStay());
    number(statement, 13, change.maxStay());
    return 14;
  }

  private static void number(PreparedStatement statement, int at, @Nullable Integer value)
      throws SQLException {
    statement.setObject(at, value, java.sql.Types.INTEGER);
  }

  private static void flag(PreparedStatement statement, int at, @Nullable Boolean value)
      throws SQLException {
    statement.setObject(at, value, java.sql.Types.BOOLEAN);
  }
}
