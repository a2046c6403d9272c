package souk.embedded.stripe.webhook;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.fault.Mishaps;

/** Sends every event to every target. */
public final class Webhooks implements AutoCloseable {
  private final StripeApi api;
  private final Mishaps mishaps;
  private final InstantSource clock;
  private final Map<String, Deliveries> targets = new LinkedHashMap<>();

  /** Nobody is told anything yet. */
  public Webhooks(StripeApi api, Mishaps mishaps, InstantSource clock) {
    this.api = api;
    this.mishaps = mishaps;
    this.clock = clock;
  }

  /** Tells that target and no other from now on, first what nobody else had acknowledged. */
  public synchronized void sendTo(WebhookTarget target) {
    List.copyOf(targets.keySet()).stream()
        .filter(name -> !name.equals(target.name()))
        .forEach(this::stop);
    alsoSendTo(target);
  }

  /** Tells that target too, beginning with what it has not acknowledged. */
  public synchronized void alsoSendTo(WebhookTarget target) {
    stop(target.name());
    var deliveries = new Deliveries(target, api, mishaps, clock);
    targets.put(target.name(), deliveries);
    api.listen(target.name(), deliveries::accept);
  }

  /** The targets' addresses. */
  public synchronized List<String> targets() {
    return List.copyOf(targets.keySet());
  }

  /** Tells nobody any more. */
  public synchronized void stop() {
    List.copyOf(targets.keySet()).forEach(this::stop);
  }

  private void stop(String name) {
    var deliveries = targets.remove(name);
    if (deliveries == null) return;
    api.forget(name);
    deliveries.close();
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
