package souk.platform.postgres;

import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The one clock of the product: PostgreSQL's, in UTC, to the microsecond. Deadlines are judged in
 * SQL; this is for domain code that takes {@code now} as a value.
 */
@Singleton
public final class DatabaseClock {
  private final Statements database;

  DatabaseClock(Statements database) {
    this.database = database;
  }

  public Instant now() {
    return database.prepare(
        "SELECT clock_timestamp()",
        statement -> {
          try (var row = statement.executeQuery()) {
            row.next();
            return row.getTimestamp(1).toInstant();
          }
        });
  }
}
