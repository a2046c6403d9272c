package souk.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.TestDatabase;
import souk.embedded.engine.JavaCommand;

/** Somebody at the machine reads one sentence, and a script an exit code. */
class AdminWithoutDatabaseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin check-ledger",
        "admin adopt-after-restore",
        "admin rotate-card-key",
        "admin grant ada@example.com OPS"
      })
  void aCommandSaysInOneSentenceThatPostgresqlIsAway(String arguments) throws Exception {
    var process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    var said = said(process);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(said).as(said).hasLineCount(1).contains("the database cannot be reached: ");
    assertThat(process.exitValue()).as(said).isEqualTo(1);
  }

  private static String said(Process process) throws IOException {
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8).strip();
    }
  }

  private static List<String> command(String arguments) {
    var command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx300m"));
    command.addAll(JavaCommand.BRIEF);
    command.addAll(JavaCommand.QUIET);
    var nowhere = new TestDatabase("jdbc:postgresql://127.0.0.1:1/souk", "souk", "souk");
    ServerNode.properties(nowhere, "http://127.0.0.1:1")
        .forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SoukServer.class.getName());
    command.addAll(List.of(arguments.split(" ")));
    return command;
  }
}
