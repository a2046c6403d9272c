package souk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import souk.embedded.process.Guardian.Orders;

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

  private static final int PORTS_TRIED_MAX = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final Guardian guardian;

  private Nursery(Path directory, Guardian guardian) {
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
    return open(directory, fate, PATIENCE, stopOrder);
  }

  static Nursery open(Path directory, Fate fate, Duration patience, List<String> stopOrder) {
    try {
      var home = Files.createDirectories(directory).toRealPath();
      ProcessScript.in(home).install();
      Guardian.sweep(new Orders(home, Fate.KEEP, patience, stopOrder));
      Files.createDirectories(home.resolve("pids"));
      Files.createDirectories(home.resolve("logs"));
      return new Nursery(home, Guardian.watch(new Orders(home, fate, patience, stopOrder)));
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
    var log = freshLog(spec.name());
    var command =
        new ArrayList<>(script().call("become", pidFile(spec.name()).toString(), log.toString()));
    command.addAll(spec.command());
    return new Child(this, spec, List.copyOf(command), log, launch(command, spec.environment()));
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
        new ArrayList<>(script().callInSession("become", pidFile(spec.name()).toString(), "-"));
    command.addAll(spec.command());
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
    guardian.act();
  }

  Guardian guardian() {
    return guardian;
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

  /** The former log is kept, the one before it is not: logs must not fill the disk. */
  private Path freshLog(String name) {
    var log = directory.resolve("logs").resolve(name + ".log");
    try {
      if (Files.exists(log)) {
        Files.move(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessScript script() {
    return ProcessScript.in(directory);
  }
}
