package souk.embedded.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import souk.embedded.process.Child;
import souk.embedded.process.Nursery.Listener;

/**
 * Tells the user when a process of a running town ends or is started again; it restarts nothing by
 * itself.
 */
final class Watch implements Runnable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Town town;
  private final Ending ending;
  private final PrintStream out;
  private final Map<String, OptionalLong> known = new HashMap<>();

  Watch(Town town, Ending ending, PrintStream out) {
    this.town = town;
    this.ending = ending;
    this.out = out;
    town.processes().map(Listener::child).forEach(child -> known.put(child.name(), child.pid()));
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      town.processes().map(Listener::child).forEach(this::look);
    }
  }

  private void look(Child child) {
    var pid = child.pid();
    if (pid.equals(known.put(child.name(), pid)) || ending.hasBegun()) return;
    out.println(
        pid.isPresent()
            ? "  " + child.name() + " runs again as process " + pid.getAsLong() + "."
            : "  " + child.name() + " has ended; run.json has the command that starts it again.");
  }
}
