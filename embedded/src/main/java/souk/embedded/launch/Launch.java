package souk.embedded.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import souk.embedded.engine.Postgres.Durability;
import souk.embedded.process.ChildFailed;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Fate;

/**
 * One start of everything.
 *
 * @param home where the built modules are
 * @param port of the server
 * @param fate what becomes of the data at the end
 * @param seed of the Stripe twin's faults; empty for its own default
 */
record Launch(
    Path home, Path data, int port, String roles, Fate fate, OptionalLong seed, PrintStream out) {

  /** What the launch has brought up. */
  record Running(Town town, Nursery nursery, Path data) {}

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws CannotStart when it must not or cannot run
   */
  Running start() {
    if (!FreePorts.isFree(port)) {
      throw new CannotStart(
          "Port " + port + " is taken by another program; choose one with --port.");
    }
    var begin = System.nanoTime();
    var directory = DataDirectory.open(data);
    out.println("Souk starts in " + directory.path());
    var nursery = Nursery.open(directory.path(), fate, Town.STOP_ORDER);
    var ending = Ending.of(nursery, directory, lastWords(directory.path()), out);
    try {
      var town = start(nursery, directory.path());
      sayReady(town, directory.path(), (System.nanoTime() - begin) / 1e9);
      return new Running(town, nursery, directory.path());
    } catch (ChildFailed failed) {
      ending.swallowConsequences();
      throw new CannotStart("Souk did not start: " + failed.getMessage());
    } catch (IOException | UncheckedIOException failed) {
      ending.swallowConsequences();
      throw new CannotStart("Souk did not start: " + failed.getMessage());
    }
  }

  private Town start(Nursery nursery, Path directory) throws IOException {
    var issuer = SimulatorIssuer.in(directory);
    var temporal = TemporalSource.choose(System.getenv(), directory.resolve("temporal"), out);
    var durability = fate == Fate.KEEP ? Durability.SAFE : Durability.THROW_AWAY;
    var table = new EmbeddedTable(home, directory, durability, temporal, issuer, roles, seed);
    var town = Town.start(nursery, table, port, out::println);
    RunFile.write(directory, town, issuer);
    return town;
  }

  private void sayReady(Town town, Path directory, double seconds) {
    out.printf("Souk is ready after %.1f s at %s%n", seconds, town.baseUrl());
    out.println("  API docs   " + town.baseUrl() + "/docs");
    town.pages().forEach((name, url) -> out.printf("  %-10s %s%n", name, url));
    out.println(
        "  processes  " + RunFile.in(directory) + ", their logs in " + directory.resolve("logs"));
  }

  private String lastWords(Path directory) {
    return switch (fate) {
      case KEEP -> "Souk has stopped; its data stays in " + directory + ".";
      case REMOVE -> "Souk has stopped and its throw-away data is gone.";
    };
  }
}
