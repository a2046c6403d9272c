package souk.bench.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** Hotels with their rooms, nights and prices, put into the database past the application. */
final class Town {
  private Town() {}

  /**
   * Fills the database; the same for the same seed.
   *
   * @param from the first night
   */
  static void build(Connection database, int hotels, int nights, LocalDate from, long seed)
      throws SQLException, IOException {
    try (var statement = database.createStatement()) {
      statement.execute(
          sql()
              .replace(":hotels", "" + hotels)
              .replace(":nights", "" + nights)
              .replace(":from", "date '" + from + "'")
              .replace(":seed", "" + seed));
      // as autovacuum leaves a table that has been filled
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static String sql() throws IOException {
    try (var resource = Town.class.getResourceAsStream("hotels.sql")) {
      if (resource == null) throw new IllegalStateException("there is no hotels.sql");
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
