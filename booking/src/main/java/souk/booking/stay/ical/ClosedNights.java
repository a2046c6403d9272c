package souk.booking.stay.ical;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.platform.postgres.Statements;

/**
 * Which nights nobody from outside can have: sold out, held by a guest, blocked, not for sale,
 * without a price. From the first to the last night that the host has ever opened; about what comes
 * after nothing is said, since that is not closed but not decided.
 */
@Singleton
final class ClosedNights {
  /** For nobody. */
  static final UUID NONE = new UUID(0, 0);

  private static final int PAST_DAYS = 400;

  private static final String CLOSED =
      """
      WITH here AS (
        SELECT CAST(? AS uuid) AS hotel_id, CAST(? AS uuid) AS room_type_id,
          CAST(? AS uuid) AS feed_id, CAST(? AS date) AS today),
      nights AS (
        SELECT n.* FROM booking.room_night n JOIN here h
          ON n.hotel_id = h.hotel_id AND n.room_type_id = h.room_type_id
        WHERE n.night >= h.today - %d),
      lapsed AS (
        SELECT s.night, sum(s.rooms) AS rooms
        FROM here h
        JOIN booking.stay g ON g.hotel_id = h.hotel_id
        JOIN booking.stay_night s ON s.stay_id = g.id AND s.room_type_id = h.room_type_id
        WHERE g.status IN ('HELD', 'PAYING') AND g.expires_at <= clock_timestamp()
        GROUP BY s.night),
      others AS (
        SELECT b.night, sum(b.wanted) AS rooms
        FROM booking.night_block b JOIN here h
          ON b.hotel_id = h.hotel_id AND b.room_type_id = h.room_type_id AND b.feed_id <> h.feed_id
        GROUP BY b.night),
      closed AS (
        SELECT CAST(d.day AS date) AS night
        FROM (SELECT min(night) AS first, max(night) AS last FROM nights) k
        CROSS JOIN here h
        CROSS JOIN LATERAL generate_series(k.first, k.last, interval '1 day') AS d (day)
        LEFT JOIN nights n ON n.night = d.day
        LEFT JOIN lapsed l ON l.night = d.day
        LEFT JOIN others o ON o.night = d.day
        WHERE n.night IS NULL OR n.stop_sell
          OR n.total + n.overbooking - (n.blocked - n.imported) - n.held - n.booked
             + coalesce(l.rooms, 0) - coalesce(o.rooms, 0) <= 0
          OR NOT EXISTS (
            SELECT FROM booking.rate_night r
            WHERE r.hotel_id = h.hotel_id AND r.room_type_id = h.room_type_id AND r.night = d.day))
      SELECT min(night) AS first_night, max(night) + 1 AS until_day
      FROM (SELECT night, night - CAST(row_number() OVER (ORDER BY night) AS int) AS run
            FROM closed) c
      GROUP BY run HAVING max(night) >= (SELECT today FROM here)
      ORDER BY 1\
      """
          .formatted(PAST_DAYS);

  /** What was told before keeps its number unless it has changed. */
  private static final String NOTE =
      """
      INSERT INTO booking.calendar_event AS known
        (hotel_id, room_type_id, without_feed, first_night, until_day)
      SELECT ?, ?, ?, w.first_night, w.until_day FROM unnest(?, ?) AS w (first_night, until_day)
      ON CONFLICT (hotel_id, room_type_id, without_feed, first_night) DO UPDATE
      SET until_day = excluded.until_day, sequence = known.sequence + 1,
        changed_at = clock_timestamp()
      WHERE known.until_day <> excluded.until_day\
      """;

  private static final String TOLD =
      """
      SELECT first_night, until_day, sequence, changed_at FROM booking.calendar_event
      WHERE hotel_id = ? AND room_type_id = ? AND without_feed = ? AND first_night = ANY (?)
      ORDER BY first_night\
      """;

  private final Statements database;

  ClosedNights(Statements database) {
    this.database = database;
  }

  private record Run(LocalDate firstNight, LocalDate untilDay) {}

  /**
   * Those that are not over yet, by their first night.
   *
   * @param without the feed whose own blocks are not told: whoever publishes that calendar knows
   */
  List<CalendarText.Event> told(UUID hotelId, UUID roomTypeId, UUID without, LocalDate today) {
    var runs = closed(hotelId, roomTypeId, without, today);
    var told = known(hotelId, roomTypeId, without, runs);
    if (says(told).equals(runs)) return told;
    note(hotelId, roomTypeId, without, runs);
    return known(hotelId, roomTypeId, without, runs);
  }

  private static List<Run> says(List<CalendarText.Event> told) {
    return told.stream().map(event -> new Run(event.firstNight(), event.untilDay())).toList();
  }

  private List<Run> closed(UUID hotelId, UUID roomTypeId, UUID without, LocalDate today) {
    return database.prepare(
        CLOSED,
        statement -> {
          statement.setObject(1, hotelId);
          statement.setObject(2, roomTypeId);
          statement.setObject(3, without);
          statement.setObject(4, today);
          var runs = new ArrayList<Run>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              runs.add(
                  new Run(rows.getObject(1, LocalDate.class), rows.getObject(2, LocalDate.class)));
            }
          }
          return runs;
        });
  }

  private void note(UUID hotelId, UUID roomTypeId, UUID without, List<Run> runs) {
    database.update(
        NOTE,
        statement -> {
          key(statement, hotelId, roomTypeId, without);
          dates(statement, 4, runs.stream().map(Run::firstNight).toList());
          dates(statement, 5, runs.stream().map(Run::untilDay).toList());
        });
  }

  private List<CalendarText.Event> known(
      UUID hotelId, UUID roomTypeId, UUID without, List<Run> runs) {
    return database.prepare(
        TOLD,
        statement -> {
          key(statement, hotelId, roomTypeId, without);
          dates(statement, 4, runs.stream().map(Run::firstNight).toList());
          var events = new ArrayList<CalendarText.Event>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              events.add(
                  new CalendarText.Event(
                      rows.getObject(1, LocalDate.class),
                      rows.getObject(2, LocalDate.class),
                      rows.getInt(3),
                      rows.getTimestamp(4).toInstant()));
            }
          }
          return events;
        });
  }

  private static void key(PreparedStatement statement, UUID hotelId, UUID roomTypeId, UUID without)
      throws SQLException {
    statement.setObject(1, hotelId);
    statement.setObject(2, roomTypeId);
    statement.setObject(3, without);
  }

  private static void dates(PreparedStatement statement, int at, List<LocalDate> dates)
      throws SQLException {
    var values = dates.stream().map(LocalDate::toString).toArray();
    statement.setArray(at, statement.getConnection().createArrayOf("date", values));
  }
}
