package souk.sim;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Coded phones against a running server. Exit status: 0 clean, 1 breach, 2 wrong usage or no server
 * to run against.
 */
@Command(
    name = "sim",
    description = "Coded phones against a running server.",
    mixinStandardHelpOptions = true,
    subcommands = {CityCommand.class, ReplayCommand.class})
public final class Simulator {
  private Simulator() {}

  /** Runs a scenario. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Simulator())
        .setExecutionExceptionHandler((failure, command, _) -> {
          command.getErr().println("sim: " + failure);
          return CommandLine.ExitCode.USAGE;
        });
  }
}
