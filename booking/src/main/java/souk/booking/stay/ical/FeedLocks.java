package souk.booking.stay.ical;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.platform.postgres.Statements;

/** Keeps everybody else from changing a feed, and its nights, until the transaction ends. */
@Singleton
final class FeedLocks {
  private static final String LOCK =
      "SELECT id FROM booking.calendar_feed WHERE id = ? FOR NO KEY UPDATE";

  private final Statements database;
  private final FeedRows rows;

  FeedLocks(Statements database, FeedRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /** As it is behind the lock; empty when it is gone. */
  Optional<FeedRow> lock(UUID feedId) {
    database.prepare(
        LOCK,
        statement -> {
          statement.setObject(1, feedId);
          return statement.execute();
        });
    return rows.find(feedId);
  }
}
