package souk.embedded.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import souk.embedded.process.ChildFailed;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Fate;

/**
 * One start of everything.
 *
 * @param port of the server
 * @param fate what becomes of the data at the end
 * @param tables says which processes there are
 */
record Launch(Path data, int port, Fate fate, Tables tables, PrintStream out) {

  private static final int PORT_MAX = 65_535;

  /** Makes the process table once the data directory is ours. */
  @FunctionalInterface
  interface Tables {
    ProcessTable of(Path data, SimulatorIssuer issuer);
  }

  /** What the launch has brought up. */
  record Running(Town town, Nursery nursery, Ending ending) {}

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws CannotStart when it must not or cannot run
   */
  Running start() {
    checkPort();
    var begin = System.nanoTime();
    var directory = DataDirectory.open(data);
    out.println("Souk starts in " + directory.path());
    var nursery = Nursery.open(directory.path(), fate, Town.STOP_ORDER);
    var ending = Ending.of(nursery, directory, lastWords(directory.path()), out);
    try {
      var town = start(nursery, directory.path());
      sayReady(town, directory.path(), (System.nanoTime() - begin) / 1e9);
      return new Running(town, nursery, ending);
    } catch (IOException | UncheckedIOException | ChildFailed failed) {
      ending.swallowConsequences();
      throw new CannotStart("Souk did not start: " + failed.getMessage());
    } finally {
      ending.startIsOver();
    }
  }

  private void checkPort() {
    if (port < 1 || port > PORT_MAX) {
      throw new CannotStart("--port is a number from 1 to " + PORT_MAX + ", not " + port + ".");
    }
    if (!FreePorts.isFree(port)) {
      throw new CannotStart(
          "Port " + port + " is taken by another program; choose one with --port.");
    }
  }

  private Town start(Nursery nursery, Path directory) throws IOException {
    var issuer = SimulatorIssuer.in(directory);
    var town = Town.start(nursery, tables.of(directory, issuer), port, out::println);
    RunFile.write(directory, town, issuer);
    return town;
  }

  private void sayReady(Town town, Path directory, double seconds) {
    out.printf("Souk is ready after %.1f s at %s%n", seconds, town.baseUrl());
    out.println("  API docs   " + town.baseUrl() + "/docs");
    town.pages().forEach((name, url) -> out.printf("  %-10s %s%n", name, url));
    out.println("  processes  " + RunFile.in(directory));
    out.println("  logs       " + directory.resolve("logs"));
  }

  private String lastWords(Path directory) {
    return switch (fate) {
      case KEEP -> "Souk has stopped; its data stays in " + directory + ".";
      case REMOVE -> "Souk has stopped and its throw-away data is gone.";
    };
  }
}
