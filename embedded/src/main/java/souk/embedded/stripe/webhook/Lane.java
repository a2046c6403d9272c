package souk.embedded.stripe.webhook;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import souk.embedded.stripe.account.Event;

/** Events that must not overtake each other, one at a time. */
final class Lane implements AutoCloseable {
  /** While nobody listens, so many events wait; later ones can still be listed. */
  private static final int WAITING_MAX = 10_000;

  private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Thread thread;

  Lane(Consumer<Event> carrier) {
    thread = Thread.ofVirtual().name("stripe-webhooks").start(() -> carry(carrier));
  }

  boolean offer(Event event) {
    return waiting.offer(event);
  }

  private void carry(Consumer<Event> carrier) {
    try {
      while (!Thread.currentThread().isInterrupted()) carrier.accept(waiting.take());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Waits for the end of what was under way when the lane was closed. */
  void awaitEnd() {
    try {
      var _ = thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
