package souk.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.embedded.engine.Redis;
import souk.embedded.process.Nursery.Fate;

class NurseryTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final List<String> ORDER = List.of("first", "second third");

  @TempDir Path directory;
  private @Nullable Process stranger;

  @AfterEach
  void stopStranger() {
    if (stranger != null) stranger.destroyForcibly();
  }

  @Test
  void namesTheCommandItselfInThePidFile() throws IOException {
    try (var nursery = open(Fate.KEEP)) {
      var child = nursery.start(sleeping("first"));
      await().atMost(SOON).until(() -> commandOf(child).startsWith("sleep"));
    }
  }

  @Test
  void stopsChildrenInOrderAndKeepsTheData() throws IOException {
    var order = directory.resolve("order");
    try (var nursery = open(Fate.KEEP)) {
      for (var name : List.of("last", "third", "first")) {
        nursery.start(telling(name, order)).awaitReady(() -> isListed(name), SOON);
      }
    }
    assertThat(order).hasContent("first\nthird\nlast\n");
    assertThat(directory.resolve("pids.closing")).doesNotExist();
  }

  @Test
  void killsTheChildThatDoesNotListen() {
    Child deaf;
    try (var nursery = open(Fate.KEEP)) {
      deaf =
          nursery.start(
              new ChildSpec(
                  "first", List.of("sh", "-c", "trap '' TERM INT; while :; do sleep 1; done")));
      await().atMost(SOON).until(() -> deaf.pid().isPresent());
    }
    assertThat(deaf.hasEnded()).isTrue();
  }

  @Test
  void stopsTheChildThatWasStartedAgainByHand() throws Exception {
    Process byHand;
    try (var nursery = open(Fate.KEEP)) {
      var child = nursery.start(sleeping("first"));
      await().atMost(SOON).until(() -> child.pid().isPresent());
      child.kill();
      assertThat(child.pid()).isEmpty();

      byHand = new ProcessBuilder(child.startCommand()).start();
      stranger = byHand;
      await().atMost(SOON).until(() -> child.pid().isPresent());
    }
    assertThat(byHand.onExit()).succeedsWithin(SOON);
  }

  @Test
  void refusesASecondOfAKindAndKeepsTheFirst() throws Exception {
    try (var nursery = open(Fate.KEEP)) {
      var child = nursery.start(sleeping("first"));
      await().atMost(SOON).until(() -> child.pid().isPresent());
      var pid = child.pid();

      var second = new ProcessBuilder(child.startCommand()).redirectErrorStream(true).start();

      assertThat(second.waitFor()).isEqualTo(75);
      assertThat(second.inputReader().readLine())
          .isEqualTo("first still runs as process " + pid.getAsLong() + ".");
      assertThat(child.pid()).isEqualTo(pid);
    }
  }

  @Test
  void sparesTheStrangerWhoWasGivenThePidOfAChild() throws IOException {
    var innocent = new ProcessBuilder("sleep", "600").start();
    stranger = innocent;
    var stat = Files.readString(Path.of("/proc/" + innocent.pid() + "/stat")).split(" ");
    stat[21] = "1";
    var pids = Files.createDirectories(directory.resolve("pids"));
    Files.writeString(pids.resolve("first.pid"), String.join(" ", stat));

    open(Fate.KEEP).close();

    assertThat(innocent.isAlive()).isTrue();
    assertThat(pids.resolve("first.pid")).doesNotExist();
  }

  @Test
  void sweepsWhatADeadLauncherAndItsDeadGuardianHaveLeftBehind() {
    var former = open(Fate.KEEP);
    var orphan = former.start(sleeping("first"));
    await().atMost(SOON).until(() -> orphan.pid().isPresent());
    former.guardian().process().destroyForcibly().onExit().join();
    assertThat(orphan.pid()).isPresent();

    open(Fate.KEEP).close();

    assertThat(orphan.pid()).isEmpty();
    await().atMost(SOON).until(orphan::hasEnded);
  }

  @Test
  void givesUpAChildThatIsStartedAfterTheEnd() throws Exception {
    var nursery = open(Fate.KEEP);
    nursery.close();
    var late =
        nursery.launch(
            nursery.start(sleeping("first")).startCommand(), sleeping("first").environment());
    assertThat(late.waitFor()).isEqualTo(75);
  }

  @Test
  void removesTheDirectoryWhenNobodyNeedsItAgain() throws IOException {
    try (var nursery = open(Fate.REMOVE)) {
      nursery.start(sleeping("second"));
      Files.writeString(nursery.directory().resolve("data"), "of no use");
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void takesAnotherPortWhenSomebodyElseWasFaster() throws IOException {
    var attempts = new AtomicInteger();
    try (var nursery = open(Fate.REMOVE);
        var thief = new ServerSocket()) {
      var redis = Redis.at(directory.resolve("redis"), Redis.Persistence.NONE);
      var listener =
          nursery.startListener(
              port -> {
                if (attempts.incrementAndGet() == 1) bind(thief, port);
                return redis.spec("redis", port);
              },
              Redis::probe,
              SOON);
      assertThat(listener.port()).isNotEqualTo(thief.getLocalPort());
      assertThat(attempts).hasValue(2);
    }
  }

  @Test
  void tellsTheEndOfTheLogWhenAChildFails() {
    try (var nursery = open(Fate.REMOVE)) {
      var child =
          nursery.start(new ChildSpec("first", List.of("sh", "-c", "echo no such road; exit 3")));
      assertThatThrownBy(() -> child.awaitReady(() -> false, SOON))
          .isInstanceOf(ChildFailed.class)
          .hasMessageContaining("first ended with code 3")
          .hasMessageContaining("no such road");
    }
  }

  private Nursery open(Fate fate) {
    return Nursery.open(directory, fate, PATIENCE, ORDER);
  }

  private static ChildSpec sleeping(String name) {
    return new ChildSpec(name, List.of("sleep", "600"));
  }

  private static ChildSpec telling(String name, Path order) {
    var script =
        "trap 'echo "
            + name
            + " >>"
            + order
            + "; exit' TERM; echo listening; while :; do sleep 0.1; done";
    return new ChildSpec(name, List.of("sh", "-c", script));
  }

  private boolean isListed(String name) throws IOException {
    return Files.readString(directory.resolve("logs").resolve(name + ".log")).contains("listening");
  }

  private static String commandOf(Child child) throws IOException {
    return child.pid().isPresent()
        ? Files.readString(Path.of("/proc/" + child.pid().getAsLong() + "/cmdline"))
        : "";
  }

  private static void bind(ServerSocket thief, int port) {
    try {
      thief.bind(new InetSocketAddress(FreePorts.HOST, port));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
