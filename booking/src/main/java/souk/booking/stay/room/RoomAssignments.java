package souk.booking.stay.room;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.calendar.Span;
import souk.platform.postgres.Statements;

/**
 * Which room is whose in which night: one stay's at most, by the primary key. Whoever changes what
 * a stay has, has locked that; the rooms that change hands are locked by their ids.
 */
@Singleton
public final class RoomAssignments {
  private static final String LOCK =
      """
      SELECT id FROM booking.room
      WHERE id = ANY (?) OR id IN (SELECT room_id FROM booking.room_assignment WHERE stay_id = ?)
      ORDER BY id FOR NO KEY UPDATE\
      """;

  private static final String GIVE_BACK =
      "DELETE FROM booking.room_assignment WHERE stay_id = ? AND night >= ?";

  private static final String ASSIGN =
      """
      INSERT INTO booking.room_assignment (hotel_id, room_id, night, stay_id)
      SELECT ?, room.id, CAST(day.night AS date), ?
      FROM unnest(?) AS room (id),
        generate_series(CAST(? AS timestamp), CAST(? AS timestamp), interval '1 day') AS day (night)
      ORDER BY room.id, day.night
      ON CONFLICT (hotel_id, room_id, night) DO NOTHING\
      """;

  private static final String TAKEN =
      """
      SELECT room.id, room.number, min(given.night) AS night, max(given.night) + 1 AS until
      FROM booking.room_assignment given JOIN booking.room ON room.id = given.room_id
      WHERE given.room_id = ANY (?) AND given.night >= ? AND given.night < ? AND given.stay_id <> ?
      GROUP BY room.id, room.number ORDER BY room.number\
      """;

  private static final String OF_STAY =
      """
      SELECT room.id, room.number, min(given.night) AS night, max(given.night) + 1 AS until
      FROM booking.room_assignment given JOIN booking.room ON room.id = given.room_id
      WHERE given.stay_id = ?
      GROUP BY room.id, room.number ORDER BY room.number\
      """;

  private final Statements database;

  RoomAssignments(Statements database) {
    this.database = database;
  }

  /**
   * A room and its nights.
   *
   * @param until the day after the last of them
   */
  @Introspected
  public record Assigned(UUID roomId, String number, LocalDate from, LocalDate until) {}

  /** What a stay has. */
  public List<Assigned> of(UUID stayId) {
    return database.prepare(
        OF_STAY,
        statement -> {
          statement.setObject(1, stayId);
          return assigned(statement);
        });
  }

  /** What others have of these rooms in these nights. */
  public List<Assigned> taken(UUID stayId, Collection<UUID> roomIds, Span nights) {
    return database.prepare(
        TAKEN,
        statement -> {
          statement.setArray(1, ids(statement, roomIds));
          statement.setObject(2, nights.arrival());
          statement.setObject(3, nights.departure());
          statement.setObject(4, stayId);
          return assigned(statement);
        });
  }

  /**
   * Gives a stay these rooms in these nights instead of those it had from the first of them on;
   * false when others have some of it, and then its caller undoes all.
   */
  public boolean assign(UUID hotelId, UUID stayId, Collection<UUID> roomIds, Span nights) {
    lock(stayId, roomIds);
    giveBackFrom(stayId, nights.arrival());
    var given =
        database.update(
            ASSIGN,
            statement -> {
              statement.setObject(1, hotelId);
              statement.setObject(2, stayId);
              statement.setArray(3, ids(statement, roomIds));
              statement.setObject(4, nights.arrival().atStartOfDay());
              statement.setObject(5, nights.departure().minusDays(1).atStartOfDay());
            });
    return given == roomIds.size() * nights.length();
  }

  /** Leaves a stay no room from a night on. */
  public void giveBackFrom(UUID stayId, LocalDate night) {
    database.update(
        GIVE_BACK,
        statement -> {
          statement.setObject(1, stayId);
          statement.setObject(2, night);
        });
  }

  private void lock(UUID stayId, Collection<UUID> roomIds) {
    database.prepare(
        LOCK,
        statement -> {
          statement.setArray(1, ids(statement, roomIds));
          statement.setObject(2, stayId);
          return statement.execute();
        });
  }

  private static Array ids(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
    return statement.getConnection().createArrayOf("uuid", ids.toArray(UUID[]::new));
  }

  private static List<Assigned> assigned(PreparedStatement statement) throws SQLException {
    var assigned = new ArrayList<Assigned>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) assigned.add(assigned(rows));
    }
    return assigned;
  }

  private static Assigned assigned(ResultSet row) throws SQLException {
    return new Assigned(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getObject("night", LocalDate.class),
        row.getObject("until", LocalDate.class));
  }
}
