package souk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import souk.embedded.engine.Redis;
import souk.embedded.process.Nursery;

/**
 * The engines that all test classes of a JVM share, each started when it is first asked for. They
 * listen on the loopback address only, keep their data in a throw-away directory, and end with the
 * JVM even when that is killed.
 */
public final class TestEngines {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Lazy<Nursery> NURSERY = new Lazy<>(TestEngines::openNursery);
  private static final Lazy<TestPostgres> POSTGRES =
      new Lazy<>(() -> TestPostgres.start(NURSERY.get()));
  private static final Lazy<RedisEngine> REDIS = new Lazy<>(TestEngines::startRedis);
  private static final Lazy<TemporalEngine> TEMPORAL = new Lazy<>(TestEngines::startTemporal);

  private TestEngines() {}

  /**
   * A new database of its own, cloned from a template that {@code migration} has filled.
   *
   * @param templateName letters, digits and underscores; the first call with a name in this JVM
   *     migrates, later ones only clone, so one name must always come with the same migration
   */
  public static TestDatabase newDatabase(String templateName, Migration migration) {
    return POSTGRES.get().newDatabase(templateName, migration);
  }

  /** What another one holds at this moment, as from a backup; nobody may be connected to it. */
  public static TestDatabase copyOf(TestDatabase original) {
    return POSTGRES.get().copyOf(original);
  }

  /** The URL of the shared Redis; use a key prefix of your own and never flush it. */
  public static String redisUrl() {
    return REDIS.get().url();
  }

  /** Host and port of the shared Temporal service; use a task queue of your own. */
  public static String temporalAddress() {
    return TEMPORAL.get().address();
  }

  static RedisEngine startRedis() {
    var name = "redis-" + NUMBER.incrementAndGet();
    var redis = Redis.at(NURSERY.get().directory().resolve(name), Redis.Persistence.NONE);
    return RedisEngine.start(NURSERY.get(), name, redis);
  }

  static TemporalEngine startTemporal() {
    var name = "temporal-" + NUMBER.incrementAndGet();
    var temporal = TemporalChoice.forTests(NURSERY.get().directory().resolve(name));
    return TemporalProcess.start(NURSERY.get(), name, temporal);
  }

  private static Nursery openNursery() {
    try {
      var nursery =
          Nursery.open(Files.createTempDirectory("souk-test-"), Nursery.Fate.REMOVE, List.of());
      // the guardian would notice the end of the JVM by itself; this makes the exit wait for it
      Runtime.getRuntime().addShutdownHook(new Thread(nursery::close, "stop-test-engines"));
      return nursery;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
