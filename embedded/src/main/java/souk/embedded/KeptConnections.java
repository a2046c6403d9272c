package souk.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Connections that tests have done with, for whoever needs the next one of the same database: a
 * test asks hundreds of times, and to make a connection takes PostgreSQL longer than to answer. The
 * oldest are closed, so that those of many tests do not add up.
 */
final class KeptConnections {
  private static final int KEPT_MAX = 24;
  private static final int VALID_WITHIN_SECONDS = 2;

  private static final Deque<Kept> KEPT = new ArrayDeque<>();

  private record Kept(TestDatabase database, Connection connection) {}

  private KeptConnections() {}

  /** One that works; a database may have been away meanwhile. */
  static Connection take(TestDatabase database) throws SQLException {
    for (var kept = poll(database); kept != null; kept = poll(database)) {
      if (kept.isValid(VALID_WITHIN_SECONDS)) return kept;
      kept.close();
    }
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  static void keep(TestDatabase database, Connection connection) throws SQLException {
    var oldest = add(new Kept(database, connection));
    if (oldest != null) oldest.connection().close();
  }

  /** Closes those of this database, which nobody may be connected to for a while. */
  static void close(TestDatabase database) {
    for (var kept = poll(database); kept != null; kept = poll(database)) {
      try {
        kept.close();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private static synchronized @Nullable Kept add(Kept kept) {
    KEPT.addLast(kept);
    return KEPT.size() > KEPT_MAX ? KEPT.removeFirst() : null;
  }

  private static synchronized @Nullable Connection poll(TestDatabase database) {
    for (var latest = KEPT.descendingIterator(); latest.hasNext(); ) {
      var kept = latest.next();
      if (kept.database().equals(database)) {
        latest.remove();
        return kept.connection();
      }
    }
    return null;
  }
}
