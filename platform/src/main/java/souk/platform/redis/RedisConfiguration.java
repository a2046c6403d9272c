package souk.platform.redis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where Redis is. {@code url} is {@code redis://host:port} (or {@code rediss://} for TLS) for a
 * single server, {@code redis+sentinel://host:port,host:port/master-name} or {@code
 * redis+cluster://host:port,host:port}; user and password may stand before the first host.
 */
@ConfigurationProperties("redis")
public interface RedisConfiguration {
  @Bindable(defaultValue = "redis://127.0.0.1:6379")
  String getUrl();

  /** How long one command may take; what needs longer is answered without Redis. */
  @Bindable(defaultValue = "1s")
  Duration getTimeout();

  /** Stands before every key, so that several installations or tests can share a server. */
  @Bindable(defaultValue = "")
  String getKeyPrefix();
}
