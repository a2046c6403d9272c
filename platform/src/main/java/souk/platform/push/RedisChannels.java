package souk.platform.push;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.redis.Redis;

/** Channels over Redis publish and subscribe; subscribes as soon as Redis can be reached. */
@Singleton
final class RedisChannels implements Channels {
  private static final Logger log = LoggerFactory.getLogger(RedisChannels.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Redis redis;
  private final BlockingQueue<Subscription> wanted = new LinkedBlockingQueue<>();
  private final Thread subscriber;

  private record Subscription(String channel, Consumer<String> listener) {}

  RedisChannels(Redis redis) {
    this.redis = redis;
    subscriber = Thread.ofVirtual().name("redis-subscriber").start(this::subscribeAll);
  }

  @Override
  public void publish(String channel, String message) {
    try {
      redis
          .client()
          .getTopic(redis.key(channel), StringCodec.INSTANCE)
          .publishAsync(message)
          .exceptionally(lost -> {
            log.debug("a message on {} is lost: {}", channel, lost.getMessage());
            return 0L;
          });
    } catch (RuntimeException away) {
      log.debug("a message on {} is lost: {}", channel, away.getMessage());
    }
  }

  @Override
  public void listen(String channel, Consumer<String> listener) {
    wanted.add(new Subscription(channel, listener));
  }

  private void subscribeAll() {
    try {
      while (true) {
        var next = wanted.take();
        while (!subscribed(next)) Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean subscribed(Subscription next) {
    try {
      redis
          .client()
          .getTopic(redis.key(next.channel), StringCodec.INSTANCE)
          .addListener(String.class, (_, message) -> next.listener.accept(message));
      return true;
    } catch (RuntimeException away) {
      log.debug("not yet subscribed to {}: {}", next.channel, away.getMessage());
      return false;
    }
  }

  @PreDestroy
  void close() {
    subscriber.interrupt();
  }
}
