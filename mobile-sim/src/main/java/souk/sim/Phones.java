package souk.sim;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.sim.journal.Entry;
import souk.sim.phone.Phone;

/** Phones whose scripts run, each on a virtual thread. */
final class Phones implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** What a phone does until it is interrupted. */
  interface Script {
    void run() throws InterruptedException;
  }

  void start(Phone phone, Script script) {
    threads.add(Thread.ofVirtual().name(phone.person().name()).start(() -> run(phone, script)));
  }

  /** Waits this long for all of them; some may still run afterwards. */
  void await(Duration max) throws InterruptedException {
    var end = System.nanoTime() + max.toNanos();
    for (var thread : threads) {
      var left = end - System.nanoTime();
      if (left > 0) thread.join(Duration.ofNanos(left));
    }
  }

  /** Whether any of them still runs. */
  boolean areBusy() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Switches off the phones that still run. */
  @Override
  public void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    await(STOP_MAX);
  }

  private static void run(Phone phone, Script script) {
    try {
      script.run();
    } catch (InterruptedException switchedOff) {
      // what it left undone is found when its journal is compared with the server
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      phone.journal().note(new Entry.Failed("the script broke: " + broken));
    }
  }
}
