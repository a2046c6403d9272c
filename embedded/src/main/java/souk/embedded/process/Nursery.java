package souk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Starts child processes that end with this one: a guardian, a small shell outside our process
 * group, stops them in order when its pipe to us ends, be it by {@link #close}, an exit or a kill
 * -9. Every child writes its own pid file, so one that somebody starts again by its start command
 * is stopped like the first.
 */
public final class Nursery implements AutoCloseable {
  /** What becomes of the directory after the children have ended. */
  public enum Fate {
    /** Children are asked to end and may take their time; the directory stays. */
    KEEP,
    /** Nobody needs the data again: children are stopped hard, the directory is deleted. */
    REMOVE
  }

  // $0 pid file, $1 log. When the guardian has taken the directory away the child gives up instead
  // of becoming an
  // orphan; exec keeps the pid; the log is opened here so that a start by hand goes on in the same
  // file.
  private static final String BECOME =
      "read -r s </proc/$$/stat; echo \"$s\" >\"$0\" && test -s \"$0\" || exit 75; "
          + "l=$1; shift; exec \"$@\" </dev/null >>\"$l\" 2>&1";
  private static final String BECOME_ON_TERMINAL =
      "read -r s </proc/$$/stat; echo \"$s\" >\"$0\" && test -s \"$0\" || exit 75; exec \"$@\"";

  private static final int PORTS_TRIED_MAX = 5;
  // the guardian gives every stage 25 s at most
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(110);

  private final Path directory;
  private final Process guardian;

  private Nursery(Path directory, Process guardian) {
    this.directory = directory;
    this.guardian = guardian;
  }

  /**
   * Opens a nursery that keeps {@code pids/} and {@code logs/} in this directory, after stopping
   * what an earlier one may have left behind there.
   *
   * @param stopOrder stages, each a blank-separated list of children that are stopped together; the
   *     others come last
   */
  public static Nursery open(Path directory, Fate fate, List<String> stopOrder) {
    try {
      var home = Files.createDirectories(directory).toRealPath();
      await(
          guard(
              home,
              Fate.KEEP,
              stopOrder,
              ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())));
      Files.createDirectories(home.resolve("pids"));
      Files.createDirectories(home.resolve("logs"));
      return new Nursery(home, guard(home, fate, stopOrder, ProcessBuilder.Redirect.PIPE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory, absolute and without symbolic links. */
  public Path directory() {
    return directory;
  }

  /** Starts a child in a session of its own: a terminal's Ctrl-C does not reach it. */
  public Child start(ChildSpec spec) {
    var log = directory.resolve("logs").resolve(spec.name() + ".log");
    var command =
        concat(
            List.of("setsid", "sh", "-c", BECOME, pidFile(spec.name()).toString(), log.toString()),
            spec.command());
    return new Child(this, spec, command, log, launch(command, spec.environment()));
  }

  /**
   * Starts a child at a free port and waits until it is ready; tries another port when somebody
   * else was faster.
   *
   * @throws ChildFailed when it does not become ready for any other reason
   */
  public Listener startListener(
      IntFunction<ChildSpec> specAtPort, IntFunction<Probe> probeAtPort, Duration limit) {
    for (int attempt = 1; true; attempt++) {
      var port = FreePorts.next();
      var child = start(specAtPort.apply(port));
      try {
        return new Listener(child.awaitReady(probeAtPort.apply(port), limit), port);
      } catch (ChildFailed failed) {
        var wasTaken = child.hasEnded() && !FreePorts.isFree(port);
        if (!wasTaken || attempt == PORTS_TRIED_MAX) throw failed;
      }
    }
  }

  /** A child and the port at which it listens. */
  public record Listener(Child child, int port) {}

  /** Runs a child on our own terminal, which gets its Ctrl-C too, and returns its exit code. */
  public int runOnTerminal(ChildSpec spec) throws InterruptedException {
    var command =
        concat(
            List.of("sh", "-c", BECOME_ON_TERMINAL, pidFile(spec.name()).toString()),
            spec.command());
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(spec.environment());
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the guardian stop all children, and waits for it. */
  @Override
  public void close() {
    try {
      guardian.getOutputStream().close();
    } catch (IOException alreadyClosed) {
      // the guardian has gone before us: nothing is left to tell it
    }
    await(guardian);
  }

  Path pidFile(String name) {
    return directory.resolve("pids").resolve(name + ".pid");
  }

  Process launch(List<String> command, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process guard(
      Path directory, Fate fate, List<String> stopOrder, ProcessBuilder.Redirect lifeline)
      throws IOException {
    var command =
        concat(
            List.of(
                "setsid",
                "sh",
                "-c",
                script(),
                "souk-guardian",
                directory.toString(),
                fate.name().toLowerCase()),
            stopOrder);
    return new ProcessBuilder(command)
        .directory(Path.of("/").toFile())
        .redirectInput(lifeline)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String script() throws IOException {
    try (var script = Nursery.class.getResourceAsStream("guardian.sh")) {
      if (script == null) throw new IllegalStateException("guardian.sh is missing from the jar");
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void await(Process process) {
    try {
      process.waitFor(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> concat(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
