package souk.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.fake.TinyServer.Reply;

/** What cannot be run ends with status 2, before any phone is switched on. */
final class CityCommandTest {
  private static final int UNUSABLE = 2;

  @TempDir private Path directory = Path.of("");

  @Test
  void withoutAServerToRunAgainst() {
    assertThat(run("city")).isEqualTo(UNUSABLE);
    assertThat(run("city", "--url", "http://127.0.0.1:1")).isEqualTo(UNUSABLE);
    assertThat(run("city", "--data", directory.toString())).isEqualTo(UNUSABLE);
    assertThat(run("city", "--data", "d", "--url", "u", "--issuer-key", "k")).isEqualTo(UNUSABLE);
    assertThat(run("town")).isEqualTo(UNUSABLE);
  }

  @Test
  void withAKeyThatIsNone() throws IOException {
    var key = Files.writeString(directory.resolve("key"), "{}").toString();
    assertThat(run("city", "--url", "http://127.0.0.1:1", "--issuer-key", key)).isEqualTo(UNUSABLE);
  }

  @Test
  void withNumbersThatMakeNoCity() throws IOException {
    runFile("http://127.0.0.1:1");
    assertThat(run("city", "--data", directory.toString(), "--riders", "0")).isEqualTo(UNUSABLE);
    assertThat(run("city", "--data", directory.toString(), "--seed", "x")).isEqualTo(UNUSABLE);
    assertThat(run("city", "--data", directory.toString(), "--city", "paris")).isEqualTo(UNUSABLE);
  }

  @Test
  void withAnAddressThatIsNone() throws IOException {
    runFile("ftp://127.0.0.1:1");
    assertThat(run("city", "--data", directory.toString())).isEqualTo(UNUSABLE);
  }

  @Test
  void withAReportThatCannotBeWritten() throws IOException {
    try (var server = new TinyServer(0, _ -> Reply.of(200, "{}"))) {
      runFile(server.uri().toString());
      var report = directory.resolve("nowhere/r.json").toString();
      assertThat(run("city", "--data", directory.toString(), "--report", report))
          .isEqualTo(UNUSABLE);
    }
  }

  @Test
  void withAServerThatIsNeverReady() throws IOException {
    try (var server = new TinyServer(0, _ -> Reply.of(503, "{}"))) {
      runFile(server.uri().toString());
      assertThat(run("city", "--data", directory.toString())).isEqualTo(UNUSABLE);
    }
  }

  private void runFile(String baseUrl) throws IOException {
    TestIssuer.create("k").write(directory);
    Files.writeString(
        directory.resolve("run.json"),
        "{\"base_url\": \"%s\", \"sim_issuer_key\": \"sim-issuer.jwk\"}".formatted(baseUrl));
  }

  private static int run(String... arguments) {
    return Simulator.commandLine().execute(arguments);
  }
}
