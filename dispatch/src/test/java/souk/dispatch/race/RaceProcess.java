package souk.dispatch.race;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.embedded.engine.JavaCommand;

/** A {@link Racer} and the pipes to it; without them it ends. */
final class RaceProcess implements AutoCloseable {
  private static final int PATIENCE_S = 120;

  private final Process process;
  private final PrintWriter commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private RaceProcess(Process process, Consumer<Told> told, Consumer<String> accidents) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(), true);
    Thread.ofPlatform().daemon().start(() -> hear(told, accidents));
  }

  /** Passes on whatever anybody is told in the process, and stack traces of what went wrong. */
  static RaceProcess start(Consumer<Told> told, Consumer<String> accidents) {
    return new RaceProcess(launch(Racer.class), told, accidents);
  }

  /** A JVM on this one's class path that ends at the end of its input. */
  static Process launch(Class<?> main) {
    var command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx384m"));
    command.addAll(JavaCommand.BRIEF);
    command.addAll(JavaCommand.QUIET);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(Consumer<Told> told, Consumer<String> accidents) {
    try {
      process.inputReader().lines().forEach(line -> heard(line, told, accidents));
    } catch (UncheckedIOException killed) {
      // as good as the end of what it says
    } finally {
      answers.add("gone");
    }
  }

  private void heard(String line, Consumer<Told> told, Consumer<String> accidents) {
    var said = line.split(" ", 2);
    switch (said[0]) {
      case "told" -> told.accept(Told.parse(said[1]));
      case "accident" -> accidents.accept(said[1]);
      default -> answers.add(line);
    }
  }

  /** Lets it stand in this city from now on; {@link #awaitDone} says when it does. */
  void open(TestDatabase database, String prefix) {
    commands.println(
        String.join(
            " ",
            "open",
            database.jdbcUrl(),
            database.user(),
            database.password(),
            TestEngines.redisUrl(),
            prefix));
  }

  /** Lets it race; {@link #awaitDone} says when it has. */
  void run(int threads, int turns, long seed) {
    commands.println("run " + threads + " " + turns + " " + seed);
  }

  void awaitDone() {
    var answer = answer();
    if (!"done".equals(answer)) throw new AssertionError("A racer is not done but " + answer);
  }

  /** What it says next: {@code done}, or {@code gone} when it says nothing any more. */
  String answer() {
    try {
      return Objects.requireNonNullElse(answers.poll(PATIENCE_S, TimeUnit.SECONDS), "silent");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As a crash would, in the middle of whatever it does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
