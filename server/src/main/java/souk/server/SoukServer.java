package souk.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one main of the product. */
@Command(
    name = "souk",
    description = "The Souk server.",
    subcommands = {ServeCommand.class, MigrateCommand.class, AdminCommand.class})
public final class SoukServer {
  private SoukServer() {}

  public static void main(String[] arguments) {
    LogFormat.choose(arguments);
    System.exit(new CommandLine(new SoukServer()).execute(arguments));
  }
}
