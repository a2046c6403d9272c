package souk.booking.stay.calendar;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.platform.postgres.Statements;

/**
 * Rooms that are blocked because another calendar says so. Such a block takes what nobody was
 * promised, never more; what it lacks because guests have it is noted beside it. Several calendars
 * of one type are served in the order of their ids. Each change is in the ledger.
 */
@Singleton
public final class NightBlocks {
  /** More than a type can have: the night is closed. */
  public static final int ALL_ROOMS = 11_000;

  private static final String HERE =
      """
      WITH here AS (
        SELECT CAST(? AS uuid) AS hotel_id, CAST(? AS uuid) AS room_type_id,
          CAST(? AS date) AS first, CAST(? AS date) AS until),
      nights AS (
        SELECT n.* FROM booking.room_night n JOIN here h
          ON n.hotel_id = h.hotel_id AND n.room_type_id = h.room_type_id
        WHERE n.night >= h.first AND n.night < h.until),
      """;

  private static final String LEDGER =
      """
      INSERT INTO booking.inventory_ledger
        (hotel_id, room_type_id, night, blocked_delta, cause, cause_id)
      SELECT hotel_id, room_type_id, night, delta, 'IMPORTED', CAST(? AS uuid) FROM moved
      """;

  private static final String RELEASE =
      HERE
          + """
          moved AS (
            UPDATE booking.room_night n
            SET blocked = n.blocked - o.imported, imported = 0
            FROM nights o
            WHERE n.hotel_id = o.hotel_id AND n.room_type_id = o.room_type_id
              AND n.night = o.night AND o.imported > 0
            RETURNING n.hotel_id, n.room_type_id, n.night, -o.imported AS delta)
          """
          + LEDGER;

  private static final String SETTLE =
      HERE
          + """
          wish AS (
            SELECT b.night, b.feed_id, b.wanted,
              coalesce(sum(b.wanted) OVER (PARTITION BY b.night ORDER BY b.feed_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier
            FROM booking.night_block b JOIN here h
              ON b.hotel_id = h.hotel_id AND b.room_type_id = h.room_type_id
            WHERE b.night >= h.first AND b.night < h.until),
          room AS (
            SELECT night, total + overbooking - (blocked - imported) AS all_rooms,
              total + overbooking - (blocked - imported) - held - booked AS free
            FROM nights),
          granted AS (
            SELECT w.night, w.feed_id,
              CAST(least(w.wanted, greatest(0, coalesce(r.free, 0) - w.earlier)) AS int) AS rooms,
              CAST(least(w.wanted, greatest(0, coalesce(r.all_rooms, 0) - w.earlier)) AS int) AS due
            FROM wish w LEFT JOIN room r ON r.night = w.night),
          noted AS (
            UPDATE booking.night_block b SET rooms = g.rooms, missing = g.due - g.rooms
            FROM granted g, here h
            WHERE b.hotel_id = h.hotel_id AND b.room_type_id = h.room_type_id
              AND b.night = g.night AND b.feed_id = g.feed_id
              AND (b.rooms, b.missing) <> (g.rooms, g.due - g.rooms)),
          sums AS (
            SELECT o.hotel_id, o.room_type_id, o.night, o.imported AS old,
              CAST(coalesce(sum(g.rooms), 0) AS int) AS rooms
            FROM nights o LEFT JOIN granted g ON g.night = o.night
            GROUP BY o.hotel_id, o.room_type_id, o.night, o.imported),
          moved AS (
            UPDATE booking.room_night n
            SET imported = s.rooms, blocked = n.blocked - n.imported + s.rooms
            FROM sums s
            WHERE n.hotel_id = s.hotel_id AND n.room_type_id = s.room_type_id
              AND n.night = s.night AND s.old <> s.rooms
            RETURNING n.hotel_id, n.room_type_id, n.night, s.rooms - s.old AS delta)
          """
          + LEDGER;

  private static final String SPAN =
      """
      SELECT min(night), max(night) FROM booking.night_block WHERE feed_id = ? AND night >= ?\
      """;

  private static final String FORGET =
      """
      DELETE FROM booking.night_block
      WHERE feed_id = ? AND night >= ? AND night <> ALL (?)\
      """;

  private static final String WISH =
      """
      INSERT INTO booking.night_block (hotel_id, room_type_id, night, feed_id, wanted)
      SELECT ?, ?, w.night, ?, ? FROM unnest(?) AS w (night)
      ON CONFLICT (hotel_id, room_type_id, night, feed_id) DO NOTHING\
      """;

  private final NightLocks locks;
  private final Statements database;

  NightBlocks(NightLocks locks, Statements database) {
    this.locks = locks;
    this.database = database;
  }

  /** Whose nights, and which calendar says so. */
  public record Source(UUID hotelId, UUID roomTypeId, UUID feedId) {}

  /**
   * From now on the calendar has these nights taken, and no others from the first day on. Its
   * caller has locked the calendar.
   *
   * @param nights none before {@code first}
   * @param rooms how many of each
   */
  public void replace(Source source, LocalDate first, Collection<LocalDate> nights, int rooms) {
    var span = span(source, first, nights);
    if (span.isEmpty()) return;
    lock(source, span.get());
    database.update(
        FORGET,
        statement -> {
          statement.setObject(1, source.feedId());
          statement.setObject(2, first);
          dates(statement, 3, nights);
        });
    database.update(
        WISH,
        statement -> {
          statement.setObject(1, source.hotelId());
          statement.setObject(2, source.roomTypeId());
          statement.setObject(3, source.feedId());
          statement.setInt(4, rooms);
          dates(statement, 5, nights);
        });
    settle(source.hotelId(), source.roomTypeId(), span.get(), source.feedId());
  }

  /** Blocks what has become free since of what the calendar says is taken. */
  public void again(Source source, LocalDate first) {
    span(source, first, List.of())
        .ifPresent(span -> {
          lock(source, span);
          settle(source.hotelId(), source.roomTypeId(), span, source.feedId());
        });
  }

  /** Until {@link #settle}, nothing is blocked by other calendars. The nights are locked. */
  void release(UUID hotelId, UUID roomTypeId, Span span, UUID causeId) {
    change(RELEASE, hotelId, roomTypeId, span, causeId);
  }

  /** Blocks what other calendars say is taken, as far as it is free. The nights are locked. */
  void settle(UUID hotelId, UUID roomTypeId, Span span, UUID causeId) {
    change(SETTLE, hotelId, roomTypeId, span, causeId);
  }

  private void change(String sql, UUID hotelId, UUID roomTypeId, Span span, UUID causeId) {
    database.update(
        sql,
        statement -> {
          statement.setObject(1, hotelId);
          statement.setObject(2, roomTypeId);
          statement.setObject(3, span.arrival());
          statement.setObject(4, span.departure());
          statement.setObject(5, causeId);
        });
  }

  /**
   * The type first, as who opens nights does: nights that are not open yet cannot be locked, and
   * neither would see what the other does with them.
   */
  private void lock(Source source, Span span) {
    database.prepare(
        "SELECT FROM booking.room_type WHERE id = ? FOR NO KEY UPDATE",
        statement -> {
          statement.setObject(1, source.roomTypeId());
          return statement.execute();
        });
    locks.lock(source.hotelId(), Set.of(source.roomTypeId()), span, List.of());
  }

  /** From the first to the last night that it has or is to have. */
  private Optional<Span> span(Source source, LocalDate first, Collection<LocalDate> nights) {
    var known =
        database.prepare(
            SPAN,
            statement -> {
              statement.setObject(1, source.feedId());
              statement.setObject(2, first);
              try (var row = statement.executeQuery()) {
                row.next();
                return ofRow(row);
              }
            });
    var wanted = nights.stream().map(night -> new Span(night, night.plusDays(1)));
    return Stream.concat(known.stream(), wanted).reduce(NightBlocks::around);
  }

  private static Optional<Span> ofRow(ResultSet row) throws SQLException {
    var from = row.getObject(1, LocalDate.class);
    if (from == null) return Optional.empty();
    return Optional.of(new Span(from, row.getObject(2, LocalDate.class).plusDays(1)));
  }

  private static Span around(Span one, Span other) {
    var first = one.arrival().isBefore(other.arrival()) ? one.arrival() : other.arrival();
    var last = one.departure().isAfter(other.departure()) ? one.departure() : other.departure();
    return new Span(first, last);
  }

  private static void dates(PreparedStatement statement, int at, Collection<LocalDate> dates)
      throws SQLException {
    var values = dates.stream().map(LocalDate::toString).toArray();
    statement.setArray(at, statement.getConnection().createArrayOf("date", values));
  }
}
