package souk.booking;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Migrations;

/**
 * What all nodes of one test share: engines, each with a part of its own, and the provider.
 *
 * @param prefix of all keys in Redis
 * @param temporal host and port
 * @param suffix of all task queues and workflow ids
 * @param stripe what listens there is taken for Stripe
 */
public record Site(
    TestDatabase database, String prefix, String temporal, String suffix, String stripe) {

  /** A migrated database of its own, and the engines of all tests. */
  public static Site open(String stripe) {
    return new Site(
        TestEngines.newDatabase("booking", Site::migrate),
        UUID.randomUUID() + ":",
        TestEngines.temporalAddress(),
        "-" + UUID.randomUUID(),
        stripe);
  }

  /** The same with another Temporal service. */
  public Site temporal(String address) {
    return new Site(database, prefix, address, suffix, stripe);
  }

  /** The same with another way to the database. */
  public Site databaseAt(String jdbcUrl) {
    var other = new TestDatabase(jdbcUrl, database.user(), database.password());
    return new Site(other, prefix, temporal, suffix, stripe);
  }

  /** Runs SQL past the application; answers how many rows it changed. */
  public int sql(String sql, Object... parameters) {
    return prepared(sql, parameters, PreparedStatement::executeUpdate);
  }

  /** What a query answers, read past the application; each value as text. */
  public List<Map<String, String>> rows(String sql, Object... parameters) {
    return prepared(
        sql,
        parameters,
        statement -> {
          var answer = new ArrayList<Map<String, String>>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              var row = new LinkedHashMap<String, String>();
              for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.put(rows.getMetaData().getColumnLabel(i), String.valueOf(rows.getString(i)));
              }
              answer.add(row);
            }
          }
          return answer;
        });
  }

  private interface Prepared<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T prepared(String sql, Object[] parameters, Prepared<T> work) {
    try {
      return database.past(connection -> {
        try (var statement = connection.prepareStatement(sql)) {
          for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
          return work.with(statement);
        }
      });
    } catch (IllegalStateException failure) {
      throw new IllegalStateException(sql, failure.getCause());
    }
  }

  /** The only value of the only row, as text. */
  public String value(String sql, Object... parameters) {
    return rows(sql, parameters).getFirst().values().iterator().next();
  }

  /** The only value of the only row, as a number. */
  public int count(String sql, Object... parameters) {
    return Integer.parseInt(value(sql, parameters));
  }

  private static void migrate(String url) {
    var template = new TestDatabase(url, "souk", "souk");
    var nowhere = "127.0.0.1:1";
    var site = new Site(template, UUID.randomUUID() + ":", nowhere, "", "http://" + nowhere);
    try (var context = BookingNode.context(site, Map.of())) {
      context.getBean(Migrations.class).migrate();
    }
  }
}
