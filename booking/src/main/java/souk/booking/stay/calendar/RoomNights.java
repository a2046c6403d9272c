package souk.booking.stay.calendar;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import souk.platform.postgres.Statements;

/**
 * The counters of nights. Who changes some has locked them before; each change is in the ledger by
 * the same statement. A constraint stands behind it all: no more is promised than there is.
 */
@Singleton
public final class RoomNights {
  private static final String HOLD =
      """
      WITH claimed AS (
        INSERT INTO booking.stay_night (stay_id, hotel_id, room_type_id, night, rooms)
        SELECT ?, ?, w.room_type_id, CAST(d.night AS date), w.rooms
        FROM unnest(?, ?) AS w (room_type_id, rooms),
          generate_series(CAST(? AS timestamp), CAST(? AS timestamp), interval '1 day') AS d (night)
        RETURNING stay_id, hotel_id, room_type_id, night, rooms),
      moved AS (
        UPDATE booking.room_night n SET held = n.held + c.rooms
        FROM claimed c
        WHERE n.hotel_id = c.hotel_id AND n.room_type_id = c.room_type_id AND n.night = c.night
        RETURNING c.*)
      INSERT INTO booking.inventory_ledger
        (hotel_id, room_type_id, night, held_delta, cause, cause_id)
      SELECT hotel_id, room_type_id, night, rooms, 'HELD', stay_id FROM moved\
      """;

  /** Takes rooms of a stay from one counter, or puts them into another, by these factors. */
  private static final String MOVE =
      """
      WITH moved AS (
        UPDATE booking.room_night n
        SET held = n.held + %1$d * s.rooms, booked = n.booked + %2$d * s.rooms
        FROM booking.stay_night s
        WHERE s.stay_id = ?
          AND n.hotel_id = s.hotel_id AND n.room_type_id = s.room_type_id AND n.night = s.night
        RETURNING s.hotel_id, s.room_type_id, s.night, s.rooms)
      INSERT INTO booking.inventory_ledger
        (hotel_id, room_type_id, night, held_delta, booked_delta, cause, cause_id)
      SELECT hotel_id, room_type_id, night, %1$d * rooms, %2$d * rooms, ?, ? FROM moved\
      """;

  private static final String GIVE_BACK = MOVE.formatted(-1, 0);
  private static final String BOOK = MOVE.formatted(-1, 1);
  private static final String UNBOOK = MOVE.formatted(0, -1);

  private static final String GIVE_BACK_FROM =
      """
      WITH given AS (
        UPDATE booking.stay_night SET given_back = true
        WHERE stay_id = ? AND night >= ? AND NOT given_back
        RETURNING hotel_id, room_type_id, night, rooms),
      moved AS (
        UPDATE booking.room_night n SET booked = n.booked - g.rooms
        FROM given g
        WHERE n.hotel_id = g.hotel_id AND n.room_type_id = g.room_type_id AND n.night = g.night
        RETURNING g.*)
      INSERT INTO booking.inventory_ledger
        (hotel_id, room_type_id, night, booked_delta, cause, cause_id)
      SELECT hotel_id, room_type_id, night, -rooms, ?, ? FROM moved\
      """;

  /** Gives up what a stay has of these rooms beyond what it wants on, and where that is nothing. */
  private static final String GIVE_UP =
      """
      WITH given AS (
        SELECT s.*, coalesce(w.rooms, 0) AS kept
        FROM booking.stay_night s
        LEFT JOIN unnest(?, ?) AS w (room_type_id, rooms)
          ON w.room_type_id = s.room_type_id AND s.night < ?
        WHERE s.stay_id = ? AND s.rooms > coalesce(w.rooms, 0)),
      gone AS (
        DELETE FROM booking.stay_night s USING given g
        WHERE g.kept = 0 AND s.stay_id = g.stay_id AND s.room_type_id = g.room_type_id
          AND s.night = g.night),
      fewer AS (
        UPDATE booking.stay_night s SET rooms = g.kept FROM given g
        WHERE g.kept > 0 AND s.stay_id = g.stay_id AND s.room_type_id = g.room_type_id
          AND s.night = g.night),
      moved AS (
        UPDATE booking.room_night n SET booked = n.booked - (g.rooms - g.kept)
        FROM given g
        WHERE n.hotel_id = g.hotel_id AND n.room_type_id = g.room_type_id AND n.night = g.night
        RETURNING g.*)
      INSERT INTO booking.inventory_ledger
        (hotel_id, room_type_id, night, booked_delta, cause, cause_id)
      SELECT hotel_id, room_type_id, night, kept - rooms, 'CHANGED', stay_id FROM moved\
      """;

  private final NightLocks locks;
  private final Statements database;

  RoomNights(NightLocks locks, Statements database) {
    this.locks = locks;
    this.database = database;
  }

  /** Locks the nights of some types, and those of stays, until the transaction ends. */
  public void lock(UUID hotelId, Set<UUID> roomTypeIds, Span span, Collection<UUID> stayIds) {
    locks.lock(hotelId, roomTypeIds, span, stayIds);
  }

  /** Locks the nights of a stay until the transaction ends. */
  public void lock(UUID hotelId, Span span, UUID stayId) {
    locks.lock(hotelId, Set.of(), span, List.of(stayId));
  }

  /**
   * Promises rooms to a new stay until it ends.
   *
   * @param rooms how many of each type, in every night
   */
  public void hold(UUID stayId, UUID hotelId, Span span, Map<UUID, Integer> rooms) {
    var held = database.prepare(HOLD, statement -> hold(statement, stayId, hotelId, span, rooms));
    if (held != rooms.size() * span.length()) {
      throw new IllegalStateException("a stay was promised nights that do not exist: " + stayId);
    }
  }

  /** Gives back what a stay has held that is held no more; its caller has just ended it. */
  public void giveBack(UUID stayId, String cause) {
    move(GIVE_BACK, stayId, cause);
  }

  /** What a stay has held is booked from now on. */
  public void book(UUID stayId) {
    move(BOOK, stayId, "CONFIRMED");
  }

  /** Gives back what a stay had booked; its caller has just ended it. */
  public void unbook(UUID stayId, String cause) {
    move(UNBOOK, stayId, cause);
  }

  /** Gives back what a stay had booked from a night on, which nobody sleeps now. */
  public void giveBackFrom(UUID stayId, LocalDate night, String cause) {
    database.update(
        GIVE_BACK_FROM,
        statement -> {
          statement.setObject(1, stayId);
          statement.setObject(2, night);
          statement.setString(3, cause);
          statement.setObject(4, stayId);
        });
  }

  /**
   * Leaves a booked stay so many rooms of each type in the nights before its departure, and gives
   * the others back.
   */
  public void giveUp(UUID stayId, LocalDate departure, Map<UUID, Integer> rooms) {
    database.update(
        GIVE_UP,
        statement -> {
          setRooms(statement, 1, rooms);
          statement.setObject(3, departure);
          statement.setObject(4, stayId);
        });
  }

  private void move(String sql, UUID stayId, String cause) {
    database.update(
        sql,
        statement -> {
          statement.setObject(1, stayId);
          statement.setString(2, cause);
          statement.setObject(3, stayId);
        });
  }

  private static int hold(
      PreparedStatement statement, UUID stayId, UUID hotelId, Span span, Map<UUID, Integer> rooms)
      throws SQLException {
    statement.setObject(1, stayId);
    statement.setObject(2, hotelId);
    setRooms(statement, 3, rooms);
    statement.setObject(5, span.arrival().atStartOfDay());
    statement.setObject(6, span.departure().minusDays(1).atStartOfDay());
    return statement.executeUpdate();
  }

  private static void setRooms(PreparedStatement statement, int at, Map<UUID, Integer> rooms)
      throws SQLException {
    var types = rooms.keySet().toArray(UUID[]::new);
    var counts = List.of(types).stream().map(rooms::get).toArray(Integer[]::new);
    var connection = statement.getConnection();
    statement.setArray(at, connection.createArrayOf("uuid", types));
    statement.setArray(at + 1, connection.createArrayOf("int4", counts));
  }
}
