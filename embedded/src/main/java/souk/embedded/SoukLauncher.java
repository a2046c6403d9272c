package souk.embedded;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import souk.embedded.launch.DemoCommand;
import souk.embedded.launch.OneSentence;
import souk.embedded.launch.UpCommand;
import souk.embedded.launch.WarmUpCommand;

/** Main of what {@code ./souk} runs with embedded engines. */
@Command(
    name = "souk",
    mixinStandardHelpOptions = true,
    description = "Souk on one machine, with real engines.",
    subcommands = {UpCommand.class, DemoCommand.class, WarmUpCommand.class})
public final class SoukLauncher {
  private SoukLauncher() {}

  /** Runs one command and exits with its code: 0 well, 1 refused or failed, 2 not understood. */
  public static void main(String[] arguments) {
    var commandLine =
        new CommandLine(new SoukLauncher()).setExecutionExceptionHandler(new OneSentence());
    System.exit(commandLine.execute(arguments));
  }
}
