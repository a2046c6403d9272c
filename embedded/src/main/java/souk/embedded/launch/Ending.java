package souk.embedded.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import souk.embedded.process.Nursery;

/**
 * The one way to end, be it by Ctrl-C, a failure or the end of the work: a shutdown hook that stops
 * all children.
 */
final class Ending {
  private final Nursery nursery;
  private final DataDirectory data;
  private final String lastWords;
  private final PrintStream out;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean startIsOver = new AtomicBoolean();

  private Ending(Nursery nursery, DataDirectory data, String lastWords, PrintStream out) {
    this.nursery = nursery;
    this.data = data;
    this.lastWords = lastWords;
    this.out = out;
  }

  /**
   * From now on every end of this JVM, except a kill, goes through here; the guardian sees to that
   * one.
   */
  static Ending of(Nursery nursery, DataDirectory data, String lastWords, PrintStream out) {
    var ending = new Ending(nursery, data, lastWords, out);
    Runtime.getRuntime().addShutdownHook(new Thread(ending::run, "ending"));
    return ending;
  }

  /** The start was good or bad: an end from now on interrupts nothing. */
  void startIsOver() {
    startIsOver.set(true);
  }

  /**
   * While we end, children fail because we stop them: whoever is told so has nothing to report, and
   * waits here.
   */
  void swallowConsequences() {
    if (begun.get()) waitForEver();
  }

  /** Whether the children are being stopped. */
  boolean hasBegun() {
    return begun.get();
  }

  /** Returns never: the end comes by a signal. */
  static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    begun.set(true);
    out.println(
        startIsOver.get()
            ? "Stopping."
            : "Interrupted while starting; stopping what runs already.");
    nursery.close();
    try {
      data.close();
    } catch (IOException theLockEndsWithUsAnyway) {
      // nothing is left to do about it
    }
    out.println(lastWords);
  }
}
