package souk.platform.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import javax.sql.DataSource;
import souk.platform.tracing.Telemetry;

@Factory
@Singleton
final class PostgresFactory {
  private final HikariDataSource requests;
  private final HikariDataSource background;

  PostgresFactory(PostgresConfiguration configuration) {
    requests = pool(configuration, Pool.REQUESTS, configuration.getRequestPoolSize());
    background = pool(configuration, Pool.BACKGROUND, configuration.getBackgroundPoolSize());
  }

  @Singleton
  @Primary
  @Named("default")
  DataSource dataSource(Telemetry telemetry) {
    return telemetry.traced(new PooledDataSource(requests, background));
  }

  @PreDestroy
  void close() {
    background.close();
    requests.close();
  }

  private static HikariDataSource pool(PostgresConfiguration configuration, Pool pool, int size) {
    var hikari = new HikariConfig();
    hikari.setPoolName("postgres-" + pool.name().toLowerCase(Locale.ROOT));
    hikari.setJdbcUrl(configuration.getUrl());
    hikari.setUsername(configuration.getUsername());
    hikari.setPassword(configuration.getPassword());
    hikari.setMaximumPoolSize(size);
    configuration
        .getIdleConnections()
        .ifPresent(idle -> hikari.setMinimumIdle(Math.min(idle, size)));
    hikari.setConnectionTimeout(configuration.getConnectionWait().toMillis());
    // the server says in one sentence that PostgreSQL is away; the pool need not fail first
    hikari.setInitializationFailTimeout(-1);
    // a connection whose server went away answers nothing: without a limit its thread waits for
    // ever
    hikari.addDataSourceProperty("socketTimeout", "30");
    hikari.addDataSourceProperty("connectTimeout", "2");
    hikari.addDataSourceProperty("ApplicationName", "souk");
    if (configuration.isServing()) hikari.setConnectionInitSql(ServerLock.SHARE);
    return new HikariDataSource(hikari);
  }
}
