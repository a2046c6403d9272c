package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import souk.platform.postgres.ServerLock;

class AdoptCommandTest {
  private static final Map<String, Object> SERVING =
      Map.of("datasources.default.serving", true, "souk.roles", "api");

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
      assertThat(
              sayingOf(
                  AdoptCommand.class,
                  () ->
                      ServerNode.admin(
                          database, "adopt-after-restore", "--apply", "--since", since)))
          .containsExactly(
              "The database cannot be compared with the provider: a server is connected to this"
                  + " database from 127.0.0.1: stop it first");
    }
    // no server, and a provider that cannot be reached: all stays open
    assertThatThrownBy(
            () -> ServerNode.admin(database, "adopt-after-restore", "--apply", "--since", since))
        .hasMessageStartingWith("3: ")
        .hasMessageContaining("UNREACHABLE");
  }

  @Test
  void noServerStartsWhileItIsAtWork() {
    var database = ServerNode.database();
    try (var tool = ServerNode.start(database, Map.of("souk.roles", "api"));
        var alone = tool.bean(ServerLock.class).alone()) {
      var said = sayingOf(ServeCommand.class, () -> ServerNode.run(database, new ServeCommand()));
      assertThat(said).singleElement().asString().startsWith("The server cannot start: ERROR: ");
      assertThat(said.getFirst()).endsWith("adopt-after-restore is at work on this database");
      alone.confirm();
    }
  }

  /** What a command that ends with 1 has logged. */
  private static List<String> sayingOf(Class<?> command, ThrowingCallable run) {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var logger = (Logger) LoggerFactory.getLogger(command);
    logger.addAppender(lines);
    try {
      assertThatThrownBy(run).hasMessage("1: ");
    } finally {
      logger.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
