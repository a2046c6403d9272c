package souk.sim.client;

import java.time.Duration;

/** Whether a phone has reception; while it has none, it believes to be on line all the same. */
public final class Signal {
  private boolean lost;
  private long regainedNanos = System.nanoTime();

  /** From now on nothing goes out and nothing comes in. */
  public synchronized void lose() {
    lost = true;
  }

  /** The phone is reached again. */
  public synchronized void regain() {
    lost = false;
    regainedNanos = System.nanoTime();
    notifyAll();
  }

  /** Whether nothing goes out or comes in now. */
  public synchronized boolean isLost() {
    return lost;
  }

  /** Whether there was a moment without reception since this instant of {@link System#nanoTime}. */
  public synchronized boolean wasLostSince(long nanos) {
    return lost || regainedNanos - nanos > 0;
  }

  /** Waits for reception; answers how long that took. */
  public synchronized Duration await() throws InterruptedException {
    var began = System.nanoTime();
    while (lost) wait();
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
