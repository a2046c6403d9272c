package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import souk.platform.outbox.Outbox;

/** Tells what changed about a ride, in the transaction of the change. */
@Singleton
final class RideNews {
  private final Outbox outbox;

  RideNews(@Named("booking") Outbox outbox) {
    this.outbox = outbox;
  }

  /** In which state it is now. */
  void tell(Ride ride) {
    add(ride, "ride." + ride.status().name().toLowerCase(Locale.ROOT), RideEvent.of(ride));
  }

  /** What is not as it was before. */
  void tell(Ride before, Ride after) {
    if (before.status() != after.status()) tell(after);
    if (!waitsForRider(before.payment()) && waitsForRider(after.payment())) {
      add(after, RideEvent.PAYMENT_ACTION_REQUIRED, RideEvent.of(after));
    }
    for (var change : after.changes()) tell(before, after, change);
    if (before.settledAt() == null && after.settledAt() != null) {
      add(after, "ride.settled", RideEvent.of(after));
    }
  }

  private void tell(Ride before, Ride after, DestinationChange change) {
    var known = before.changes().stream().filter(one -> one.id().equals(change.id())).findFirst();
    if (change.isOpen()) {
      var asked = known.filter(one -> waitsForRider(one.payment())).isPresent();
      if (asked || !waitsForRider(change.payment())) return;
      add(after, RideEvent.PAYMENT_ACTION_REQUIRED, RideEvent.of(after, change));
      return;
    }
    if (known.filter(one -> one.status() == change.status()).isPresent()) return;
    var type = change.isAgreed() ? RideEvent.DESTINATION_CHANGED : RideEvent.DESTINATION_REFUSED;
    add(after, type, RideEvent.of(after, change));
  }

  private static boolean waitsForRider(RidePayment payment) {
    return payment.status() == RidePayment.Status.REQUIRES_ACTION;
  }

  private void add(Ride ride, String type, RideEvent event) {
    outbox.add(ride.id(), ride.version(), type, event);
  }
}
