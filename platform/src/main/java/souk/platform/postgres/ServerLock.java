package souk.platform.postgres;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Who works on a database: servers, or one who needs it for himself. Each connection of a process
 * that serves shares this lock from before its first statement to its end, so whoever holds it
 * alone knows that no server is connected and that none can connect. PostgreSQL decides; a
 * connection that ends, for whatever reason, gives its share up. Servers behind a pooler that
 * shares sessions among them, or on another copy of the database, are not seen.
 */
@Singleton
public final class ServerLock {
  private static final String BUSY = "./souk admin adopt-after-restore is at work on this database";

  /** The first half is "souk" in ASCII, the second counts our locks of this kind. */
  private static final String KEY = "1936684395, 1";

  /**
   * A machine that is gone keeps its locks for a minute, and not for PostgreSQL's two hours: what
   * is idle is asked after half of it, three times, and an answer under way is given up as early.
   */
  private static final String KEEP_ALIVE =
      """
      SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
      SET tcp_user_timeout = 60000\
      """;

  /** For a new connection of a process that serves; fails while somebody has the database alone. */
  static final String SHARE =
      """
      DO $$ BEGIN
        IF NOT pg_try_advisory_lock_shared(%s) THEN RAISE EXCEPTION '%s'; END IF;
      END $$;
      %s\
      """
          .formatted(KEY, BUSY, KEEP_ALIVE);

  private static final String TAKE = "SELECT pg_try_advisory_lock(" + KEY + ")::int";

  private static final int ANSWERS_WITHIN_S = 5;

  /** PostgreSQL ends the connections of a process that has just gone one after the other. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

  private static final Duration ASKED_EVERY = Duration.ofMillis(100);

  private static final String IS_ALONE =
      """
      SELECT EXISTS (SELECT FROM pg_locks
                     WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock'
                       AND (classid::bigint, objid::bigint, objsubid) = (%s, 2)
                       AND database = (SELECT oid FROM pg_database
                                       WHERE datname = current_database()))::int\
      """
          .formatted(KEY);

  private static final String HOLDERS =
      """
      SELECT coalesce(string_agg(DISTINCT coalesce(host(client_addr), 'this machine'), ', '), '')
      FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND (classid::bigint, objid::bigint, objsubid) = (%s, 2)
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())\
      """
          .formatted(KEY);

  private final PostgresConfiguration configuration;

  ServerLock(PostgresConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The database without servers, until it is closed. */
  public final class Alone implements AutoCloseable {
    private final Connection connection;

    private Alone(Connection connection) {
      this.connection = connection;
    }

    /**
     * To be called before each thing that no server may see half done.
     *
     * @throws IllegalStateException when the connection that keeps the servers out has ended
     */
    public void confirm() {
      if (isConnected()) return;
      throw new IllegalStateException(
          "the connection that keeps servers out has ended: make sure that none runs, and repeat");
    }

    private boolean isConnected() {
      try {
        return connection.isValid(ANSWERS_WITHIN_S);
      } catch (SQLException gone) {
        return false;
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException gone) {
        // so is the lock
      }
    }
  }

  /**
   * Keeps all servers out, on a connection of its own that no pool may end.
   *
   * @throws IllegalStateException when a server is connected, or the database is away
   */
  public Alone alone() {
    try {
      var connection =
          DriverManager.getConnection(
              configuration.getUrl(), configuration.getUsername(), configuration.getPassword());
      return alone(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("PostgreSQL is away: " + failure.getMessage(), failure);
    }
  }

  private Alone alone(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(KEEP_ALIVE);
    }
    if (isTaken(connection)) return new Alone(connection);
    try (connection) {
      if (answer(connection, IS_ALONE).equals("1")) throw new IllegalStateException(BUSY);
      throw new IllegalStateException(
          "a server is connected to this database from %s: stop it first"
              .formatted(answer(connection, HOLDERS)));
    }
  }

  /**
   * Asked again and again rather than waited for: whoever waits for it alone keeps servers out
   * already.
   */
  private static boolean isTaken(Connection connection) throws SQLException {
    var end = System.nanoTime() + ENDS_WITHIN.toNanos();
    while (!answer(connection, TAKE).equals("1")) {
      if (System.nanoTime() > end) return false;
      LockSupport.parkNanos(ASKED_EVERY.toNanos());
    }
    return true;
  }

  private static String answer(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
