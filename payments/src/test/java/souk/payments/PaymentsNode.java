package souk.payments;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Migrations;

/**
 * One process of payments on real engines. Background work is off, so that a test decides when the
 * resolver looks, and events stay in the outbox to be counted.
 */
public final class PaymentsNode implements AutoCloseable {
  private final TestDatabase database;
  private final ApplicationContext context;

  private PaymentsNode(TestDatabase database, ApplicationContext context) {
    this.database = database;
    this.context = context;
  }

  /** A migrated database of its own. */
  public static TestDatabase database() {
    return TestEngines.newDatabase("payments", PaymentsNode::migrate);
  }

  /** A node without HTTP that takes what listens there for Stripe. */
  public static PaymentsNode start(TestDatabase database, String stripe, Map<String, Object> more) {
    return new PaymentsNode(database, run(settings(database, stripe, more)));
  }

  /**
   * A node that answers HTTP at {@link #uri}.
   *
   * @param beans that the application does not have by itself
   */
  public static PaymentsNode serve(
      TestDatabase database, String stripe, Map<String, Object> more, Object... beans) {
    var context = run(settings(database, stripe, more), beans);
    try {
      context.getBean(EmbeddedServer.class).start();
      return new PaymentsNode(database, context);
    } catch (RuntimeException failure) {
      context.close();
      throw failure;
    }
  }

  /** One that does not come up must not keep the connections that it has already. */
  private static ApplicationContext run(Map<String, Object> settings, Object... beans) {
    var context = ApplicationContext.builder().properties(settings).singletons(beans).build();
    try {
      return context.start();
    } catch (RuntimeException failure) {
      context.close();
      throw failure;
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ApplicationContext context() {
    return context;
  }

  public URI uri(String path) {
    return context.getBean(EmbeddedServer.class).getURI().resolve(path);
  }

  /** One who calls it over HTTP. */
  public Caller as(UUID person, String role) {
    return new Caller(this, person, role);
  }

  /** Runs SQL past the application. */
  public void sql(String sql) {
    database.past(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  /** The first column of the first row, as text. */
  public String text(String sql) {
    return database.past(connection -> text(connection, sql));
  }

  /** What {@link #text} says while a change is there that nobody else sees and that goes again. */
  public String textWith(String change, String sql) {
    return database.past(connection -> {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(change);
        return text(connection, sql);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    });
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return Objects.requireNonNull(rows.getString(1), sql);
    }
  }

  /** The first column of all rows, as text. */
  public List<String> lines(String sql) {
    return database.past(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        var lines = new ArrayList<String>();
        while (rows.next()) lines.add(rows.getString(1));
        return lines;
      }
    });
  }

  @Override
  public void close() {
    context.close();
  }

  private static void migrate(String url) {
    var template = new TestDatabase(url, "souk", "souk");
    try (var node = start(template, "http://127.0.0.1:1", Map.of())) {
      node.bean(Migrations.class).migrate();
    }
  }

  private static Map<String, Object> settings(
      TestDatabase database, String stripe, Map<String, Object> more) {
    var settings = new HashMap<String, Object>();
    settings.put("micronaut.server.port", -1);
    settings.put("datasources.default.url", database.jdbcUrl());
    settings.put("datasources.default.username", database.user());
    settings.put("datasources.default.password", database.password());
    // on a busy machine PostgreSQL needs its time for the first connection
    settings.put("datasources.default.connection-wait", "15s");
    // many nodes are closed at once, and a pool that is closed while it is being filled leaves some
    settings.put("datasources.default.idle-connections", 2);
    settings.put("redis.url", TestEngines.redisUrl());
    settings.put("redis.key-prefix", UUID.randomUUID() + ":");
    settings.put("stripe.api-base", stripe);
    settings.put("stripe.api-key", "sk_test_souk");
    // a cold twin on a busy machine is slow; tests of lost answers set their own
    settings.put("stripe.connect-timeout", "5s");
    settings.put("stripe.timeout", "10s");
    // as many as a test makes: those of the budget set their own
    settings.put("stripe.retries-per-second", 1_000_000);
    settings.put("souk.roles", "api");
    settings.putAll(more);
    return settings;
  }
}
