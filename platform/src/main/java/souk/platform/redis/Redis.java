package souk.platform.redis;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * The client of Redis, connected at its first use: a process starts, and answers what it can, while
 * Redis is away. Every value is a string; keys carry the configured prefix.
 */
@Singleton
public final class Redis {
  private final RedisConfiguration configuration;
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable RedissonClient client;

  Redis(RedisConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * The client.
   *
   * @throws RuntimeException of the client's own, while Redis cannot be reached
   */
  public RedissonClient client() {
    var present = client;
    return present == null ? connect() : present;
  }

  /** The key with this installation's prefix. Hash tags in it stay as they are. */
  public String key(String key) {
    return configuration.getKeyPrefix() + key;
  }

  private RedissonClient connect() {
    connecting.lock();
    try {
      var present = client;
      if (present != null) return present;
      var config =
          RedisUrl.parse(configuration.getUrl())
              .config(Math.toIntExact(configuration.getTimeout().toMillis()));
      config.setCodec(StringCodec.INSTANCE);
      var connected = Redisson.create(config);
      client = connected;
      return connected;
    } finally {
      connecting.unlock();
    }
  }

  @PreDestroy
  void close() {
    var present = client;
    if (present != null) present.shutdown();
  }
}
