package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.booking.payment.PaidOrder;
import souk.payments.charge.ChargeStanding;

/**
 * A ride's payments are projections of its charges. The saga that asked for it is told by the
 * answer of its own step; it is woken only where it waits, because the first answer was lost.
 */
@Singleton
final class FollowCharge implements PaidOrder {
  private final Rides rides;
  private final RideWakes wakes;

  FollowCharge(Rides rides, RideWakes wakes) {
    this.rides = rides;
    this.wakes = wakes;
  }

  @Override
  public Set<String> orderKinds() {
    return RideMoney.KINDS;
  }

  @Override
  public void follow(UUID rideId, ChargeStanding charge) {
    rides
        .change(rideId, ride -> ride.follow(charge))
        .filter(FollowCharge::wasAwaited)
        .ifPresent(_ -> wakes.wakeAfterCommit(rideId));
  }

  private static boolean wasAwaited(Rides.Changed changed) {
    return changed.moved() && !changed.before().phase().isStep();
  }
}
