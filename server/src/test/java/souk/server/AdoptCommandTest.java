package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

class AdoptCommandTest {
  private static final Map<String, Object> SERVING =
      Map.of("datasources.default.serving", true, "souk.roles", "api");
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AdoptCommand.class);

  /** It moves the payments whose last move would be its beginning the next time. */
  @Test
  void whatIsToBeDoneBeginsAtAnInstantThatSomebodySays() {
    var said = new StringWriter();

    var code =
        new CommandLine(new AdminCommand())
            .setErr(new PrintWriter(said))
            .execute("adopt-after-restore", "--apply");

    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString()).startsWith("--apply needs --since");
  }

  /** One of two tools that may not work on the same rows must give way. */
  @Test
  void whileAServerIsConnectedNothingIsDone() {
    var database = ServerNode.database();
    var since = Instant.now().minusSeconds(60).toString();
    try (var server = ServerNode.start(database, SERVING)) {
      assertThat(server.get("/health/readiness", null).status()).isEqualTo(200);
      var lines = new ListAppender<ILoggingEvent>();
      LOGGER.addAppender(lines);
      lines.start();
      assertThatThrownBy(
              () -> ServerNode.admin(database, "adopt-after-restore", "--apply", "--since", since))
          .hasMessage("1: ");
      LOGGER.detachAppender(lines);
      assertThat(lines.list)
          .singleElement()
          .extracting(ILoggingEvent::getFormattedMessage)
          .isEqualTo(
              "The database cannot be compared with the provider: a server is connected to this"
                  + " database from 127.0.0.1: stop it first");
    }
    // no server, and a provider that cannot be reached: all stays open
    assertThatThrownBy(
            () -> ServerNode.admin(database, "adopt-after-restore", "--apply", "--since", since))
        .hasMessageStartingWith("3: ")
        .hasMessageContaining("UNREACHABLE");
  }
}
