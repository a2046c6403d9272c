package souk.sim.phone;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import souk.sim.client.Event;
import souk.sim.client.Line;

/** A driver waiting with an ear on his phone. */
final class Ears {
  /** How soon he notices what no message tells him, such as the city closing. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Phone phone;
  private final Line line;
  private final DriverBelief belief;

  Ears(Phone phone, Line line, DriverBelief belief) {
    this.phone = phone;
    this.line = line;
    this.belief = belief;
  }

  /** Listens until this instant of {@link System#nanoTime}, or until he has heard enough. */
  void listenUntil(long endNanos, BooleanSupplier enough) throws InterruptedException {
    while (!enough.getAsBoolean() && System.nanoTime() < endNanos) {
      var glance = System.nanoTime() + GLANCE.toNanos();
      var event = phone.mailbox().await(Math.min(endNanos, glance));
      if (event != null) hear(event);
    }
  }

  private void hear(Event event) throws InterruptedException {
    belief.told(event);
    if (event instanceof Event.OfferMade(var message, var offer) && !belief.ignores(offer.id())) {
      // a lost acknowledgement is made good by the next repetition
      var _ = line.send(Map.of("type", "ack", "id", message));
    }
    if (event instanceof Event.ProposalMade(var message, _)) {
      var _ = line.send(Map.of("type", "ack", "id", message));
    }
  }
}
