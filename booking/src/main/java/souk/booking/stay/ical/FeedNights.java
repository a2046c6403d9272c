package souk.booking.stay.ical;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.platform.postgres.Statements;

/** What has become of the nights that a calendar of others says are taken. */
@Singleton
final class FeedNights {
  private static final int CONFLICTS_MAX = 400;

  private static final String CONFLICTS =
      """
      SELECT night, missing FROM booking.night_block
      WHERE feed_id = ? AND night >= ? AND missing > 0 ORDER BY night LIMIT ?\
      """;

  private static final String COUNT =
      "SELECT count(*) FROM booking.night_block WHERE feed_id = ? AND night >= ?";

  private final Statements database;

  FeedNights(Statements database) {
    this.database = database;
  }

  /** A night in which guests have rooms that are taken elsewhere, and how many. */
  @Introspected
  record Conflict(LocalDate night, int rooms) {}

  /** The first of them from a day on, by their night. */
  List<Conflict> conflicts(UUID feedId, LocalDate from) {
    return database.prepare(
        CONFLICTS,
        statement -> {
          statement.setObject(1, feedId);
          statement.setObject(2, from);
          statement.setInt(3, CONFLICTS_MAX);
          var conflicts = new ArrayList<Conflict>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              conflicts.add(new Conflict(rows.getObject(1, LocalDate.class), rows.getInt(2)));
            }
          }
          return conflicts;
        });
  }

  /** How many nights are taken from a day on. */
  int count(UUID feedId, LocalDate from) {
    return database.prepare(
        COUNT,
        statement -> {
          statement.setObject(1, feedId);
          statement.setObject(2, from);
          try (var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
