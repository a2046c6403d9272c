package souk.payments;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
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
    return new PaymentsNode(database, ApplicationContext.run(settings(database, stripe, more)));
  }

  /**
   * A node that answers HTTP at {@link #uri}.
   *
   * @param beans that the application does not have by itself
   */
  public static PaymentsNode serve(
      TestDatabase database, String stripe, Map<String, Object> more, Object... beans) {
    var settings = settings(database, stripe, more);
    var context = ApplicationContext.builder().properties(settings).singletons(beans).start();
    context.getBean(EmbeddedServer.class).start();
    return new PaymentsNode(database, context);
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

  /** Runs SQL past the application. */
  public void sql(String sql) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The first column of the first row, as text. */
  public String text(String sql) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return Objects.requireNonNull(rows.getString(1), sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
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
    settings.put("redis.url", TestEngines.redisUrl());
    settings.put("redis.key-prefix", UUID.randomUUID() + ":");
    settings.put("stripe.api-base", stripe);
    settings.put("stripe.api-key", "sk_test_souk");
    // a cold twin on a busy machine is slow; tests of lost answers set their own
    settings.put("stripe.connect-timeout", "5s");
    settings.put("stripe.timeout", "10s");
    settings.put("souk.roles", "api");
    settings.putAll(more);
    return settings;
  }
}
