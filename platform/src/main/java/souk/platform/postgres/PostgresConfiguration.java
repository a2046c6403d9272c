package souk.platform.postgres;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;

/**
 * Where PostgreSQL is and how many connections this process may hold: {@code requestPoolSize} for
 * requests and saga steps, {@code backgroundPoolSize} for rounds, relays and sweepers. Waiting
 * longer than {@code connectionWait} for one is answered 503. A process that is {@code serving}
 * shares the {@link ServerLock}; {@code ./souk serve} says so itself.
 */
@ConfigurationProperties("datasources.default")
public interface PostgresConfiguration {
  String getUrl();

  @Bindable(defaultValue = "postgres")
  String getUsername();

  @Bindable(defaultValue = "")
  String getPassword();

  @Bindable(defaultValue = "20")
  int getRequestPoolSize();

  @Bindable(defaultValue = "12")
  int getBackgroundPoolSize();

  /** How many of either pool are made before there is work, and kept; all where nothing is said. */
  Optional<Integer> getIdleConnections();

  @Bindable(defaultValue = "2s")
  Duration getConnectionWait();

  @Bindable(defaultValue = "false")
  boolean isServing();
}
