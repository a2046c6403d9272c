package souk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of a {@link Nursery}, or the one that somebody started in its place with the same
 * command.
 */
public final class Child {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration KILL_WITHIN = Duration.ofSeconds(10);
  private static final int LOG_LINES_SHOWN = 15;

  private final Nursery nursery;
  private final ChildSpec spec;
  private final List<String> startCommand;
  private final Path log;
  private volatile Process process;

  Child(Nursery nursery, ChildSpec spec, List<String> startCommand, Path log, Process process) {
    this.nursery = nursery;
    this.spec = spec;
    this.startCommand = startCommand;
    this.log = log;
    this.process = process;
  }

  /** The name that the child has in its nursery. */
  public String name() {
    return spec.name();
  }

  /** The command that starts this process again at the same address with the same data. */
  public List<String> startCommand() {
    return startCommand;
  }

  /** What the start command needs in its environment. */
  public Map<String, String> environment() {
    return spec.environment();
  }

  /** Where the child's output goes. */
  public Path log() {
    return log;
  }

  /** The process that runs now under this child's name; empty when none does. */
  public OptionalLong pid() {
    return PidFile.livingPid(nursery.pidFile(spec.name()));
  }

  /**
   * Waits until the probe says yes while the child lives.
   *
   * @throws ChildFailed when the child ends first or the time is over
   */
  public Child awaitReady(Probe probe, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      var ready = answersYes(probe);
      if (!process.isAlive()) throw failed("ended with code " + process.exitValue());
      if (ready) return this;
      if (System.nanoTime() > deadline)
        throw failed("was not ready within " + limit.toSeconds() + " s");
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** Asks the process to end; returns when it is gone or the time is over. */
  public void end(Duration limit) {
    pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    var _ = isGoneWithin(limit);
  }

  /** Kills the process at once, as a crash would; returns when it is gone. */
  public void kill() {
    pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    if (!isGoneWithin(KILL_WITHIN)) throw failed("survived a kill");
  }

  private boolean isGoneWithin(Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (pid().isPresent()) {
      if (System.nanoTime() > deadline) return false;
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  /** Runs the start command again; the former process must be gone. */
  public void startAgain() {
    process = nursery.launch(startCommand, spec.environment());
  }

  /** Whether the process that was started last has ended. */
  boolean hasEnded() {
    return !process.isAlive();
  }

  private static boolean answersYes(Probe probe) {
    try {
      return probe.isReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  private ChildFailed failed(String what) {
    return new ChildFailed(spec.name() + " " + what + "; the end of " + log + ":\n" + endOfLog());
  }

  private String endOfLog() {
    try {
      var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
