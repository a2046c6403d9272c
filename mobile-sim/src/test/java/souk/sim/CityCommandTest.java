package souk.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void withSharesThatAreNone() throws IOException {
    runFile("http://127.0.0.1:1");
    for (var wrong :
        List.of(
            "--silence=1.1",
            "--rush=-1",
            "--double-taps=x",
            "--noise=51",
            "--flush-every=5",
            "--flush-every=0s",
            "--flush-every=5s",
            "--record=" + directory.resolve("nowhere/t.ndjson"))) {
      assertThat(run("city", "--data", directory.toString(), wrong)).as(wrong).isEqualTo(UNUSABLE);
    }
  }

  @Test
  void withTracesThatCannotBePlayed() throws IOException {
    runFile("http://127.0.0.1:1");
    var run =
        "{\"line\":\"run\",\"format\":1,\"city_id\":\"monaco\",\"seed\":7,\"seconds\":5,\"drivers\":1,"
            + "\"riders\":1,\"opened_at\":\"2026-11-22T10:00:00Z\"}";
    var position =
        "{\"line\":\"position\",\"at\":\"2026-11-22T10:00:00Z\",\"driver\":\"driver-%s\",\"lat\":43.7}";
    for (var content :
        List.of(
            "",
            "no json",
            "{\"line\":\"other\"}",
            position.formatted(0),
            run,
            run + "\n" + run,
            run + "\n" + position.formatted(7),
            run + "\n{\"line\":\"order\",\"rider\":\"rider-0\"}",
            run.replace(":1,", ":2,"),
            run.replace("monaco", "paris"))) {
      var file = Files.writeString(directory.resolve("t.ndjson"), content).toString();
      assertThat(replay(file, "0.2")).as(content).isEqualTo(UNUSABLE);
    }
    assertThat(replay(directory.resolve("none").toString(), "0.2")).isEqualTo(UNUSABLE);
    assertThat(replay(directory.toString(), "0.2")).isEqualTo(UNUSABLE);
    assertThat(replay("t", "1.2")).isEqualTo(UNUSABLE);
    assertThat(run("replay", "--data", directory.toString())).isEqualTo(UNUSABLE);
  }

  private int replay(String file, String dropOuts) {
    return run("replay", "--data", directory.toString(), "--traces", file, "--drop-outs", dropOuts);
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
