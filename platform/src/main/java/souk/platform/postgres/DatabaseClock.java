package souk.platform.postgres;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The one clock of the product: PostgreSQL's, in UTC, to the microsecond. Deadlines are judged in
 * SQL; this is for domain code that takes {@code now} as a value.
 */
@Singleton
public final class DatabaseClock {
  private final JdbcOperations database;

  DatabaseClock(JdbcOperations database) {
    this.database = database;
  }

  /** Reads the clock, inside a transaction or outside of one. */
  public Instant now() {
    return database.execute(connection -> {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("SELECT clock_timestamp()")) {
        row.next();
        return row.getTimestamp(1).toInstant();
      }
    });
  }
}
