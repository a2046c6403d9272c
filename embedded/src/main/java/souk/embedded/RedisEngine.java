package souk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import souk.embedded.engine.Redis;
import souk.embedded.process.Child;
import souk.embedded.process.Nursery;

/**
 * A Redis server for tests, which can be flushed, killed and started again; it keeps nothing over a
 * restart.
 */
public final class RedisEngine {
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);

  private final Child child;
  private final int port;

  private RedisEngine(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Starts a server for one test alone, at a port of its own; it ends with this JVM at the latest.
   */
  public static RedisEngine start() {
    return TestEngines.startRedis();
  }

  static RedisEngine start(Nursery nursery, String name, Redis redis) {
    var listener =
        nursery.startListener(port -> redis.spec(name, port), Redis::probe, READY_WITHIN);
    return new RedisEngine(listener.child(), listener.port());
  }

  /** The URL of the server; the same for the engine's whole life. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Deletes all keys of all databases. */
  public void flush() {
    try {
      var answer = Redis.answer(port, "FLUSHALL");
      if (!answer.startsWith("+OK")) throw new IOException("FLUSHALL was answered by " + answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server at once, as a crash would. */
  public void kill() {
    child.kill();
  }

  /**
   * Kills the server if it still runs and starts an empty one at the same address; returns when it
   * answers.
   */
  public void restart() {
    child.kill();
    child.startAgain();
    child.awaitReady(Redis.probe(port), READY_WITHIN);
  }
}
