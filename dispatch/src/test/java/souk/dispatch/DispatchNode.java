package souk.dispatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Migrations;

/**
 * One process of dispatch on real engines. Background work is off, so events stay in the outbox to
 * be looked at; drivers are approved by themselves unless a setting says otherwise.
 */
public final class DispatchNode implements AutoCloseable {
  private final ApplicationContext context;

  private DispatchNode(ApplicationContext context) {
    this.context = context;
  }

  /** A migrated database of its own. */
  public static TestDatabase database() {
    return TestEngines.newDatabase("dispatch", DispatchNode::migrate);
  }

  /** A key prefix of its own. */
  public static String prefix() {
    return UUID.randomUUID() + ":";
  }

  /** A node without HTTP. */
  public static DispatchNode start(
      TestDatabase database, String redisUrl, String prefix, Map<String, Object> more) {
    return new DispatchNode(ApplicationContext.run(settings(database, redisUrl, prefix, more)));
  }

  /** A node that answers HTTP at {@link #uri}. */
  public static DispatchNode serve(TestDatabase database, Map<String, Object> more) {
    var settings = settings(database, TestEngines.redisUrl(), prefix(), more);
    return new DispatchNode(
        ApplicationContext.run(EmbeddedServer.class, settings).getApplicationContext());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI uri(String path) {
    return context.getBean(EmbeddedServer.class).getURI().resolve(path);
  }

  /** Runs SQL that answers nothing, past the application. */
  public static void sql(TestDatabase database, String sql) {
    database.past(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  /** The first column of the first row, as text. */
  public static String text(TestDatabase database, String sql) {
    return database.past(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        rows.next();
        return Objects.requireNonNull(rows.getString(1), sql);
      }
    });
  }

  @Override
  public void close() {
    context.close();
  }

  private static void migrate(String url) {
    var template = new TestDatabase(url, "souk", "souk");
    try (var node = start(template, TestEngines.redisUrl(), prefix(), Map.of())) {
      node.bean(Migrations.class).migrate();
    }
  }

  private static Map<String, Object> settings(
      TestDatabase database, String redisUrl, String prefix, Map<String, Object> more) {
    var settings = new HashMap<String, Object>();
    settings.put("datasources.default.url", database.jdbcUrl());
    settings.put("datasources.default.username", database.user());
    settings.put("datasources.default.password", database.password());
    // on a busy machine PostgreSQL needs its time for the first connection
    settings.put("datasources.default.connection-wait", "15s");
    settings.put("redis.url", redisUrl);
    settings.put("redis.key-prefix", prefix);
    settings.put("souk.roles", "api");
    settings.put("souk.drivers.auto-approve", true);
    settings.put("souk.graph.dir", "target/graphs");
    settings.put("micronaut.server.port", -1);
    settings.put("test.driver", true);
    settings.putAll(more);
    return settings;
  }
}
