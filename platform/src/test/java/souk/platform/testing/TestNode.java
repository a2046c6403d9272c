package souk.platform.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Migrations;

/** A process of the platform alone, on a database of its own or one it shares with another node. */
public final class TestNode implements AutoCloseable {
  private final EmbeddedServer server;

  private TestNode(EmbeddedServer server) {
    this.server = server;
  }

  /** A migrated database of its own. */
  public static TestDatabase database() {
    return TestEngines.newDatabase(
        "platform",
        url -> {
          try (var context = context(url, "souk", "souk", Map.of())) {
            context.getBean(Migrations.class).migrate();
          }
        });
  }

  public static TestNode start(TestDatabase database) {
    return start(database, Map.of());
  }

  /** Background work runs; the port is free. */
  public static TestNode start(TestDatabase database, Map<String, Object> properties) {
    var context = context(database.jdbcUrl(), database.user(), database.password(), properties);
    return new TestNode(context.getBean(EmbeddedServer.class).start());
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public <T> T bean(Class<T> type, String name) {
    return server
        .getApplicationContext()
        .getBean(type, io.micronaut.inject.qualifiers.Qualifiers.byName(name));
  }

  public <T> Collection<T> beans(Class<T> type) {
    return server.getApplicationContext().getBeansOfType(type);
  }

  public String url() {
    return server.getURI().toString();
  }

  private static ApplicationContext context(
      String url, String user, String password, Map<String, Object> extra) {
    var properties = new HashMap<String, Object>();
    properties.put("micronaut.server.port", -1);
    properties.put("datasources.default.url", url);
    properties.put("datasources.default.username", user);
    properties.put("datasources.default.password", password);
    properties.put("redis.url", TestEngines.redisUrl());
    properties.put("redis.key-prefix", UUID.randomUUID() + ":");
    properties.put("temporal.address", TestEngines.temporalAddress());
    properties.put("temporal.suffix", "-" + UUID.randomUUID());
    properties.put("souk.embedded", true);
    properties.putAll(extra);
    return ApplicationContext.builder().banner(false).properties(properties).start();
  }

  @Override
  public void close() {
    server.stop();
    server.getApplicationContext().close();
  }
}
