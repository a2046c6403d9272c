package souk.embedded.stripe;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import souk.embedded.stripe.api.StripeApi;

/** Lets what is due happen although nobody asks, so that listeners hear of it in time. */
final class Ticker implements AutoCloseable {
  private static final System.Logger log = System.getLogger(Ticker.class.getName());
  private static final long PERIOD_MILLIS = 50;

  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stripe-ticker").factory());

  Ticker(StripeApi api) {
    clockwork.scheduleWithFixedDelay(
        () -> tick(api), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A tick that failed, because the disk was full, is made up for by the next. */
  private static void tick(StripeApi api) {
    try {
      api.keepUp();
    } catch (RuntimeException failure) {
      log.log(Level.ERROR, "what is due did not happen", failure);
    }
  }

  /** Waits for the tick under way: afterwards the journal can be closed. */
  @Override
  public void close() {
    clockwork.close();
  }
}
