package souk.server.card;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import souk.embedded.TestDatabase;

/**
 * Looks everywhere for a secret: for more of it than may be shown (the first six and the last four
 * digits), however it is grouped, and in hexadecimal and Base64.
 */
final class Hunt {
  private static final int SHORT = 6;
  private static final int FIRST_SHOWN = 6;
  private static final int LAST_SHOWN = 4;

  private final Pattern secret;

  /** A short secret counts only where it stands alone: four digits are part of many an id. */
  Hunt(String digits) {
    var alone = digits.length() < SHORT;
    this.secret =
        Pattern.compile(
            alone ? "(?<![0-9A-Za-z.-])" + digits + "(?![0-9A-Za-z.-])" : anyForm(digits));
  }

  private static String anyForm(String digits) {
    return Stream.of(
            digits.substring(0, digits.length() - LAST_SHOWN), digits.substring(FIRST_SHOWN))
        .flatMap(Hunt::forms)
        .collect(Collectors.joining("|"));
  }

  private static Stream<String> forms(String part) {
    var grouped = String.join("[ -]?", part.split(""));
    var hex = HexFormat.of().formatHex(part.getBytes(StandardCharsets.US_ASCII));
    return Stream.concat(
        Stream.of(grouped, hex), IntStream.range(0, 3).mapToObj(before -> base64(part, before)));
  }

  /** The letters of Base64 that depend on the part alone, when so many bytes are before it. */
  private static String base64(String part, int before) {
    var bytes = ("\0".repeat(before) + part).getBytes(StandardCharsets.US_ASCII);
    var text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    var first = (8 * before + 5) / 6;
    return Pattern.quote(text.substring(first, 8 * bytes.length / 6));
  }

  boolean in(String text) {
    return secret.matcher(text).find();
  }

  /** The places of a database that hold the secret: every column of every row of every table. */
  List<String> in(TestDatabase database) {
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      var found = new ArrayList<String>();
      for (var table : tables(connection)) {
        if (isIn(connection, table)) found.add(table);
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    try (var rows =
        connection
            .createStatement()
            .executeQuery(
                """
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema')\
                """)) {
      var tables = new ArrayList<String>();
      while (rows.next()) tables.add(rows.getString(1));
      return tables;
    }
  }

  /** As {@code pg_dump} writes them: text, JSON and, in hexadecimal, bytes. */
  private boolean isIn(Connection connection, String table) throws SQLException {
    try (var rows =
        connection.createStatement().executeQuery("SELECT t::text FROM " + table + " t")) {
      while (rows.next()) {
        if (in(rows.getString(1))) return true;
      }
      return false;
    }
  }

  /** The keys of a Redis that hold the secret, in their names or their values. */
  List<String> in(RedissonClient redis) {
    var found = new ArrayList<String>();
    for (var key : redis.getKeys().getKeys()) {
      if (in(key) || in(value(redis, key))) found.add(key);
    }
    return found;
  }

  /** As it is read, not as it is dumped: a dump of Redis is compressed. */
  private static String value(RedissonClient redis, String key) {
    var codec = StringCodec.INSTANCE;
    var type = redis.getKeys().getType(key);
    // it may have run out since it was listed
    if (type == null) return "";
    return switch (type) {
      case OBJECT -> String.valueOf(redis.getBucket(key, codec).get());
      case MAP -> redis.getMap(key, codec).readAllMap().toString();
      case LIST -> redis.getList(key, codec).readAll().toString();
      case SET -> redis.getSet(key, codec).readAll().toString();
      case ZSET -> redis.getScoredSortedSet(key, codec).readAll().toString();
      default -> throw new IllegalStateException("cannot read " + key + ", a " + type);
    };
  }
}
