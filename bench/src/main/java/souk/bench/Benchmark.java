package souk.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import souk.bench.report.Report;

/**
 * A benchmark as a command. It exits with 0 when it ran, whatever it found; 1 when it could not.
 */
public abstract class Benchmark implements Callable<Integer> {
  @Option(names = "--report", paramLabel = "FILE", description = "Writes the report as JSON too.")
  private @Nullable Path report;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "One seed gives the same questions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private @Nullable CommandSpec spec;

  /** Something that the benchmark needs is not on this machine. */
  protected static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    /** Says in one sentence what, and where it comes from. */
    public Missing(String sentence) {
      super(sentence);
    }
  }

  /** Warms up, measures both sides and compares them. */
  protected abstract Report measure() throws Exception;

  /** What all that is drawn at random is drawn from. */
  protected final long seed() {
    return seed;
  }

  /** Tells the terminal what is going on. */
  protected final void say(String line) {
    out().println(line);
    out().flush();
  }

  @Override
  public final Integer call() throws Exception {
    Report found;
    try {
      found = measure();
    } catch (Missing missing) {
      say(String.valueOf(missing.getMessage()));
      return 1;
    }
    if (report != null) Files.writeString(report, found.json());
    say(found.summary());
    return 0;
  }

  private PrintWriter out() {
    if (spec == null) throw new IllegalStateException("A benchmark runs as a command");
    return spec.commandLine().getOut();
  }
}
