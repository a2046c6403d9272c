package souk.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.embedded.engine.JavaCommand;
import souk.embedded.engine.Redis;
import souk.embedded.process.FreePorts;

/** Whole launches in JVMs of their own, because they are killed. */
class LaunchTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SIGINT = 2;
  private static final int INTERRUPTED = 128 + SIGINT;
  private static final int TERMINATED = 143;

  @TempDir Path directory;
  private final int port = FreePorts.next();
  private final List<Launcher> launchers = new ArrayList<>();

  record Launcher(Process process, Path output) {
    String says() throws IOException {
      return Files.readString(output);
    }
  }

  @AfterEach
  void killLaunchers() {
    launchers.forEach(launcher -> launcher.process().destroyForcibly());
    await().atMost(SOON).until(() -> livingChildren().isEmpty());
  }

  @Test
  void tellsEverythingAboutWhatRunsAndTakesItBackAtTheEnd() throws Exception {
    var launcher = launch();
    var run = awaitRunFile();

    assertThat(run.get("base_url").asText()).isEqualTo("http://127.0.0.1:" + port);
    assertThat(run.get("pages").get("docs").asText())
        .isEqualTo("http://127.0.0.1:" + port + "/docs");
    assertThat(Path.of(run.get("sim_issuer_key").asText())).exists();
    assertThat(run.get("processes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("server", "postgres", "redis", "temporal", "psp");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runFile())))
        .isEqualTo("rw-------");
    assertThat(livingChildren()).hasSize(5);

    launcher.process().destroy();
    assertThat(launcher.process().waitFor()).isEqualTo(TERMINATED);
    assertThat(livingChildren()).isEmpty();
    assertThat(runFile()).doesNotExist();
    assertThat(launcher.says()).contains("Souk is ready", "its data stays in");
  }

  @Test
  void leavesNoOrphanAndNoDamageAfterAKill() throws Exception {
    var first = launch();
    set("server", "still", "there");
    first.process().destroyForcibly();
    await().atMost(SOON).until(() -> livingChildren().isEmpty());
    await().atMost(SOON).until(() -> !Files.exists(runFile()));

    launch();
    assertThat(get("server", "still")).contains("there");
  }

  @Test
  void startsAnewAtOnceAfterAKill() throws Exception {
    var first = launch();
    var before = pids(awaitRunFile());
    first.process().destroyForcibly().waitFor();
    launch();
    await().atMost(SOON).until(() -> Files.exists(runFile()) && !pids(runJson()).equals(before));
    assertThat(pids(runJson())).doesNotContainAnyElementsOf(before);
    assertThat(livingChildren()).hasSize(5);
  }

  @Test
  void removesThrowAwayDataEvenAfterAKill() throws Exception {
    var launcher = launch("--remove");
    awaitRunFile();
    launcher.process().destroyForcibly();
    await().atMost(SOON).until(() -> !Files.exists(data()));
  }

  @Test
  void everyPartCanBeKilledAndStartedAgainByItsOwnCommand() throws Exception {
    var launcher = launch();
    for (var name : List.of("server", "postgres", "redis", "temporal", "psp")) {
      set(name, "key", name);
      var part = awaitRunFile().get("processes").get(name);
      ProcessHandle.of(part.get("pid").asLong()).orElseThrow().destroyForcibly();
      await().atMost(SOON).until(() -> !isAlive(part.get("pid").asLong()));

      startByHand(part);
      await().atMost(SOON).ignoreExceptions().until(() -> get(name, "key").contains(name));
    }
    assertThat(launcher.says()).doesNotContain("restarted");

    launcher.process().destroy();
    launcher.process().waitFor();
    assertThat(livingChildren()).isEmpty();
  }

  @Test
  void saysThatItWasInterruptedWhileItStartedAndLeavesNothingBehind() throws Exception {
    var launcher = start("--server-never-ready");
    await().atMost(SOON).until(() -> Files.exists(data().resolve("logs/server.log")));
    assertThat(livingChildren()).isNotEmpty();

    new ProcessBuilder("kill", "-INT", "" + launcher.process().pid()).start().waitFor();

    assertThat(launcher.process().waitFor()).isEqualTo(INTERRUPTED);
    assertThat(livingChildren()).isEmpty();
    assertThat(launcher.says())
        .contains("Interrupted while starting")
        .doesNotContain("Exception", "did not start");
    launch();
  }

  @Test
  void refusesASecondStartOnTheSameDataInOneSentence() throws Exception {
    var first = launch();
    var second = start("--port", "" + FreePorts.next());
    assertThat(second.process().waitFor()).isEqualTo(1);
    assertThat(second.says().lines())
        .singleElement()
        .asString()
        .contains("in use by another Souk (process " + first.process().pid() + ")");
    assertThat(livingChildren()).hasSize(5);
  }

  @Test
  void refusesATakenPortInOneSentenceAndTouchesNothing() throws Exception {
    try (var thief = new ServerSocket()) {
      thief.bind(new InetSocketAddress(FreePorts.HOST, port));
      var launcher = start();
      assertThat(launcher.process().waitFor()).isEqualTo(1);
      assertThat(launcher.says().lines())
          .containsExactly(
              "Port " + port + " is taken by another program; choose one with --port.");
    }
    assertThat(data()).doesNotExist();
  }

  @Test
  void refusesAPortThatIsNone() throws Exception {
    var launcher = start("--port", "65536");
    assertThat(launcher.process().waitFor()).isEqualTo(1);
    assertThat(launcher.says()).isEqualTo("--port is a number from 1 to 65535, not 65536.\n");
  }

  private Launcher launch(String... options) throws Exception {
    var launcher = start(options);
    await().atMost(SOON).until(() -> launcher.says().contains("Souk is ready"));
    return launcher;
  }

  private Launcher start(String... options) throws IOException {
    var output = Files.createTempFile(directory, "launcher-", ".out");
    var command = JavaCommand.quick(StubTown.class.getName(), "--data", data().toString());
    command.addAll(List.of(options));
    if (!command.contains("--port")) command.addAll(List.of("--port", "" + port));
    // a shell without job control has what it starts in the background ignore it, and so do we
    if (isInterruptIgnored()) command.addAll(0, List.of("env", "--default-signal=INT"));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    var launcher = new Launcher(builder.start(), output);
    launchers.add(launcher);
    return launcher;
  }

  private static boolean isInterruptIgnored() throws IOException {
    try (var status = Files.lines(Path.of("/proc/self/status"))) {
      var ignored = status.filter(line -> line.startsWith("SigIgn:")).findAny().orElseThrow();
      return (Long.parseUnsignedLong(ignored.split("\\s+")[1], 16) & 1 << SIGINT - 1) != 0;
    }
  }

  private static void startByHand(JsonNode part) throws IOException {
    var command =
        StreamSupport.stream(part.get("start").spliterator(), false).map(JsonNode::asText).toList();
    var builder = new ProcessBuilder(command);
    part.get("env")
        .properties()
        .forEach(entry -> builder.environment().put(entry.getKey(), entry.getValue().asText()));
    builder.start();
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path runFile() {
    return data().resolve("run.json");
  }

  private JsonNode awaitRunFile() throws IOException {
    await().atMost(SOON).until(() -> Files.exists(runFile()));
    return runJson();
  }

  private JsonNode runJson() throws IOException {
    return new ObjectMapper().readTree(runFile().toFile());
  }

  private static List<Long> pids(JsonNode run) {
    return StreamSupport.stream(run.get("processes").spliterator(), false)
        .map(part -> part.get("pid").asLong())
        .toList();
  }

  /** Processes of this test's directory, whether a pid file knows them or not. */
  private List<ProcessHandle> livingChildren() {
    return ProcessHandle.allProcesses().filter(process -> isRedisOf(process, data())).toList();
  }

  private static boolean isRedisOf(ProcessHandle process, Path data) {
    try {
      var environment =
          Files.readString(Path.of("/proc/" + process.pid() + "/cwd/../souk-data.json"));
      var directory = Path.of("/proc/" + process.pid() + "/cwd").toRealPath();
      return !environment.isEmpty() && directory.startsWith(data);
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  private void set(String name, String key, String value) throws IOException {
    assertThat(Redis.answer(portOf(name), "SET " + key + " " + value)).startsWith("+OK");
  }

  private String get(String name, String key) throws IOException {
    return Redis.answer(portOf(name), "GET " + key);
  }

  private int portOf(String name) throws IOException {
    var address = awaitRunFile().get("processes").get(name).get("address").asText();
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }
}
