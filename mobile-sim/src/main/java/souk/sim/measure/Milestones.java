package souk.sim.measure;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Instants of one ride that two phones know: one of them sees the beginning, the other the end. */
public final class Milestones {
  private final Latencies latencies;
  private final Map<UUID, Long> requested = new ConcurrentHashMap<>();
  private final Map<UUID, Long> offered = new ConcurrentHashMap<>();
  private final Map<UUID, Long> completing = new ConcurrentHashMap<>();

  /** Milestones that end in these latencies. */
  public Milestones(Latencies latencies) {
    this.latencies = latencies;
  }

  /** The rider meant to request the ride at this instant of {@link System#nanoTime}. */
  public void requested(UUID ride, long intendedNanos) {
    requested.putIfAbsent(ride, intendedNanos);
  }

  /** Some driver's phone has an offer of the ride; the first one counts. */
  public void offered(UUID ride) {
    offered.putIfAbsent(ride, System.nanoTime());
  }

  /** The driver meant to end the ride at this instant of {@link System#nanoTime}. */
  public void completing(UUID ride, long intendedNanos) {
    completing.putIfAbsent(ride, intendedNanos);
  }

  /** The rider has the receipt. */
  public void receiptRead(UUID ride) {
    var began = completing.get(ride);
    if (began != null) latencies.sinceIntended(Step.RIDE_COMPLETED_TO_RECEIPT, began);
  }

  /**
   * Counts the first offers, once all is over: an offer may be heard before its rider's own phone
   * knows the ride.
   */
  public void countFirstOffers() {
    requested.forEach((ride, began) -> {
      var heard = offered.get(ride);
      if (heard != null) {
        latencies.took(Step.RIDE_FIRST_OFFER, Duration.ofNanos(heard - began));
      }
    });
  }
}
