package souk.bench.load;

import io.micronaut.context.AbstractBeanConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import souk.embedded.engine.Postgres;
import souk.platform.postgres.Migrations;

/** One module as it runs in a server, in this process, on a database of its own. */
public final class ModuleProcess implements AutoCloseable {
  private final EmbeddedServer server;

  private ModuleProcess(EmbeddedServer server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param name of its database, and before its keys in Redis
   * @param without the package of another module on the class path, which stays out
   * @param more settings
   */
  public static ModuleProcess start(
      Engines engines, String name, String without, Map<String, Object> more) throws SQLException {
    var settings = settings(engines, name, more);
    try (var migrating = builder(settings, without).start()) {
      migrating.getBean(Migrations.class).migrate();
    }
    return new ModuleProcess(builder(settings, without).run(EmbeddedServer.class));
  }

  /** The module's own. */
  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  /** Everything that is in it. */
  public ApplicationContext context() {
    return server.getApplicationContext();
  }

  /** Where it answers this path. */
  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  @Override
  public void close() {
    context().close();
  }

  private static ApplicationContextBuilder builder(Map<String, Object> settings, String without) {
    return ApplicationContext.builder(settings).beanConfigurations(new LeftOut(without));
  }

  /** Also what factories of the package make, whatever its type is. */
  private static final class LeftOut extends AbstractBeanConfiguration {
    LeftOut(String packageName) {
      super(packageName);
    }

    @Override
    public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
      return false;
    }
  }

  private static Map<String, Object> settings(
      Engines engines, String name, Map<String, Object> more) throws SQLException {
    var settings = new HashMap<String, Object>();
    settings.put("datasources.default.url", engines.newDatabase(name));
    settings.put("datasources.default.username", Postgres.USER);
    settings.put("datasources.default.password", Postgres.PASSWORD);
    settings.put("redis.url", engines.redisUrl());
    settings.put("redis.key-prefix", name + ":");
    settings.put("micronaut.server.port", -1);
    settings.putAll(more);
    return settings;
  }
}
