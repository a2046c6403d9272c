package souk.sim.client;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a phone has heard and its script has not yet looked at. */
public final class Mailbox {
  private static final int LETTERS_MAX = 256;

  private final BlockingQueue<Event> letters = new ArrayBlockingQueue<>(LETTERS_MAX);

  /** Puts an event at the end; when the box is full the oldest goes, for news age. */
  public void put(Event event) {
    while (!letters.offer(event)) letters.poll();
  }

  /** The next event, or null when none has come by this instant of {@link System#nanoTime}. */
  public @Nullable Event await(long deadlineNanos) throws InterruptedException {
    return letters.poll(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
