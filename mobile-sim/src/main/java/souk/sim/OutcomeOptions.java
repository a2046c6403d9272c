package souk.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import souk.sim.client.Wire;
import souk.sim.report.Summary;
import souk.sim.verdict.Reconciliation;

/** How long a scenario may take to end, and where its outcome goes. */
final class OutcomeOptions {
  private static final int BREACH = 1;

  @Option(
      names = "--drain-seconds",
      defaultValue = "180",
      description =
          "time after the last arrival by which every ride must be settled; up to twice as long while"
              + " rides still get on")
  private int drainSeconds;

  @Option(names = "--report", description = "file to write the report to, as JSON")
  private @Nullable Path report;

  @Option(
      names = "--repeat-as",
      hidden = true,
      description = "the command that ran this, for the line that says how to repeat it")
  private @Nullable String repeatAs;

  /** What a command asks for; throws what a person can act on. */
  interface Wish {
    CityOptions options() throws IOException;
  }

  /** Whether another command ran this, which brings its own options when it is repeated. */
  boolean isRepeatedByOthers() {
    return repeatAs != null;
  }

  int drainSeconds() {
    return drainSeconds;
  }

  /**
   * Runs what is wished for and answers the exit status.
   *
   * @param repeat the command that repeats the run, without what every command takes
   */
  int of(Wish wish, String command, String repeat) throws InterruptedException {
    try {
      if (report != null) checkWritable(report);
      try (var run = new CityRun(wish.options(), System.out)) {
        if (!run.awaitServer()) return refuse("no server is ready at " + run.base());
        return show(run, (repeatAs == null ? command : repeatAs) + repeat);
      }
    } catch (IOException | IllegalArgumentException unusable) {
      return refuse(String.valueOf(unusable.getMessage()));
    }
  }

  private int show(CityRun run, String repeat) throws IOException, InterruptedException {
    PrintStream out = System.out;
    var outcome = run.run();
    if (report != null) {
      Files.writeString(report, Wire.writePretty(outcome) + System.lineSeparator());
    }
    Summary.lines(outcome, Reconciliation.rules().size(), repeat).forEach(out::println);
    return outcome.isClean() ? ExitCode.OK : BREACH;
  }

  /** Before the run, for who has waited minutes for a verdict wants to read it. */
  static void checkWritable(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(file)) {
      throw new IOException(file + " cannot be written");
    }
  }

  private static int refuse(String reason) {
    System.err.println("sim: " + reason);
    return ExitCode.USAGE;
  }
}
