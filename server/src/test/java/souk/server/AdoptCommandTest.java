package souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AdoptCommandTest {
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
}
