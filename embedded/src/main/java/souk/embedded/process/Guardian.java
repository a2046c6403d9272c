package souk.embedded.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import souk.embedded.process.Nursery.Fate;

/** The shell that outlives us to stop our children; the pipe to it is the life line. */
record Guardian(Process process) {
  // each of a few stages may need all its patience and a moment more
  private static final Duration GONE_WITHIN = Duration.ofMinutes(2);

  /** What a guardian has to do when the time comes. */
  record Orders(Path directory, Fate fate, Duration patience, List<String> stopOrder) {}

  /** A guardian that acts when we end. */
  static Guardian watch(Orders orders) throws IOException {
    return start(orders, Redirect.PIPE);
  }

  /** Acts at once: stops what an earlier launcher and its guardian have left behind. */
  static void sweep(Orders orders) throws IOException {
    start(orders, Redirect.from(Path.of("/dev/null").toFile())).awaitEnd();
  }

  /** Lets the guardian act now, and waits for it. */
  void act() {
    try {
      process.getOutputStream().close();
    } catch (IOException itHasGoneBeforeUs) {
      // nobody is left to be told
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.waitFor(GONE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Guardian start(Orders orders, Redirect lifeline) throws IOException {
    var directory = orders.directory().toString();
    var command = new ArrayList<>(ProcessScript.in(orders.directory()).call("guard", directory));
    command.add(orders.fate().name().toLowerCase(Locale.ROOT));
    command.add("" + orders.patience().toMillis() / 100);
    command.addAll(orders.stopOrder());
    return new Guardian(
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectInput(lifeline)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }
}
