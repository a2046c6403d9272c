package souk.embedded.stripe.webhook;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.fault.Mishaps;

/** Sends events to whoever is the target at the time. */
public final class Webhooks implements AutoCloseable {
  private final StripeApi api;
  private final Mishaps mishaps;
  private final InstantSource clock;
  private @Nullable Deliveries current;

  /** Nobody is told anything yet. */
  public Webhooks(StripeApi api, Mishaps mishaps, InstantSource clock) {
    this.api = api;
    this.mishaps = mishaps;
    this.clock = clock;
  }

  /** Tells that target from now on, beginning with what an earlier target has not acknowledged. */
  public synchronized void sendTo(WebhookTarget target) {
    stop();
    var deliveries = new Deliveries(target, api, mishaps, clock);
    current = deliveries;
    api.listen(deliveries::accept);
  }

  private void stop() {
    if (current != null) current.close();
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
