package souk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Listener;

/** A master, its replica and a sentinel out of the machine's own Redis. */
@EnabledIf(value = "available", disabledReason = "no redis-server on the PATH")
class SentinelTest {
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);
  private static final Duration FAILOVER_WITHIN = Duration.ofSeconds(60);

  private static Nursery nursery;
  private static Listener master;
  private static Listener replica;
  private static ApplicationContext context;

  static boolean available() {
    try {
      return new ProcessBuilder("redis-server", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException absent) {
      return false;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    var directory = Files.createTempDirectory("souk-sentinel-");
    nursery = Nursery.open(directory, Nursery.Fate.REMOVE, List.of());
    master = server("master");
    replica = server("replica", "--replicaof", FreePorts.HOST + " " + master.port());
    var sentinel =
        nursery.startListener(
            SentinelTest::sentinel, souk.embedded.engine.Redis::probe, READY_WITHIN);
    await().atMost(READY_WITHIN).until(() -> knowsTheReplica(sentinel));
    var url = "redis+sentinel://%s:%d/main".formatted(FreePorts.HOST, sentinel.port());
    context = ApplicationContext.run(Map.of("redis.url", url, "redis.key-prefix", "s:"));
  }

  @AfterAll
  static void stop() {
    context.close();
    nursery.close();
  }

  @Test
  void theClientFollowsTheMaster() {
    var redis = context.getBean(Redis.class);
    redis.client().getBucket(redis.key("before")).set("kept");
    await().atMost(READY_WITHIN).until(() -> answer(replica, "GET s:before").contains("kept"));

    master.child().kill();

    await()
        .atMost(FAILOVER_WITHIN)
        .ignoreExceptions()
        .untilAsserted(() -> {
          redis.client().getBucket(redis.key("after")).set("written");
          assertThat(answer(replica, "GET s:after")).contains("written");
        });
    assertThat(redis.client().getBucket(redis.key("before")).get()).isEqualTo("kept");
  }

  private static boolean knowsTheReplica(Listener sentinel) {
    return answer(sentinel, "SENTINEL REPLICAS main").contains("" + replica.port());
  }

  private static Listener server(String name, String... more) {
    return nursery.startListener(
        port -> {
          var command = new ArrayList<>(List.of("redis-server", "--bind", FreePorts.HOST));
          command.addAll(List.of("--port", "" + port, "--save", "", "--appendonly", "no"));
          command.addAll(List.of("--dir", nursery.directory().toString()));
          command.addAll(List.of("--dbfilename", name + ".rdb"));
          command.addAll(List.of(more));
          return new ChildSpec(name, command);
        },
        souk.embedded.engine.Redis::probe,
        READY_WITHIN);
  }

  private static ChildSpec sentinel(int port) {
    var file = nursery.directory().resolve("sentinel-" + port + ".conf");
    var lines =
        List.of(
            "port " + port,
            "bind " + FreePorts.HOST,
            "dir " + nursery.directory(),
            "sentinel monitor main %s %d 1".formatted(FreePorts.HOST, master.port()),
            "sentinel down-after-milliseconds main 1000",
            "sentinel failover-timeout main 3000");
    try {
      Files.write(file, lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new ChildSpec("sentinel", List.of("redis-server", file.toString(), "--sentinel"));
  }

  private static String answer(Listener server, String command) {
    try {
      return souk.embedded.engine.Redis.answer(server.port(), command);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
