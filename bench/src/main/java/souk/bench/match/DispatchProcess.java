package souk.bench.match;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import souk.bench.load.Engines;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.embedded.engine.Postgres;
import souk.platform.postgres.Migrations;

/** The whole of dispatch as it runs in a server, on a database of its own. */
final class DispatchProcess implements AutoCloseable {
  private final ApplicationContext context;

  private DispatchProcess(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts it.
   *
   * @param name of its database, and before its keys in Redis
   * @param roles as {@code souk.roles}
   */
  static DispatchProcess start(Engines engines, String name, String roles) throws SQLException {
    var settings = settings(engines, name, roles);
    try (var migrating = ApplicationContext.run(settings)) {
      migrating.getBean(Migrations.class).migrate();
    }
    return new DispatchProcess(
        ApplicationContext.run(EmbeddedServer.class, settings).getApplicationContext());
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** The city that all happens in. */
  City city() {
    return bean(Cities.class).all().getFirst();
  }

  @Override
  public void close() {
    context.close();
  }

  private static Map<String, Object> settings(Engines engines, String name, String roles)
      throws SQLException {
    var settings = new HashMap<String, Object>();
    settings.put("datasources.default.url", engines.newDatabase(name));
    settings.put("datasources.default.username", Postgres.USER);
    settings.put("datasources.default.password", Postgres.PASSWORD);
    settings.put("redis.url", engines.redisUrl());
    settings.put("redis.key-prefix", name + ":");
    settings.put("souk.roles", roles);
    settings.put("souk.drivers.auto-approve", true);
    settings.put("souk.graph.patience", "60s");
    settings.put("micronaut.server.port", -1);
    return settings;
  }
}
