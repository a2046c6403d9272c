package souk.dispatch.driver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import souk.embedded.TestDatabase;

/** Changes drivers by reading, deciding and writing, with nothing that keeps others away. */
final class Careless {
  private Careless() {}

  /** Goes on or off line, five times in turn. */
  static void change(TestDatabase database, UUID driver, int n) throws SQLException {
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      for (int step = 0; step < 5; step++) turn(connection, driver, (n + step) % 2 == 0);
    }
  }

  private static void turn(Connection connection, UUID driver, boolean online) throws SQLException {
    var to = online ? "ONLINE" : "OFFLINE";
    long version;
    try (var row =
        connection
            .createStatement()
            .executeQuery(
                "SELECT version, availability FROM dispatch.driver WHERE id = '%s'"
                    .formatted(driver))) {
      row.next();
      if (row.getString("availability").equals(to)) return;
      version = row.getLong("version") + 1;
    }
    connection
        .createStatement()
        .execute(
            """
            UPDATE dispatch.driver SET availability = '%2$s', product = 'xl', version = %3$d
            WHERE id = '%1$s';
            INSERT INTO dispatch.outbox (id, lane, aggregate_id, aggregate_version, type, payload)
            VALUES ('%4$s', 0, '%1$s', %3$d, 'driver.%5$s',
                    '{"status": "APPROVED", "availability": "%2$s"}')
            """
                .formatted(driver, to, version, UUID.randomUUID(), online ? "online" : "offline"));
  }
}
