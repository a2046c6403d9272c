package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.booking.payment.PaidOrder;
import souk.payments.charge.ChargeStanding;

/** What was reserved for a change of the destination is a part of its ride's money. */
@Singleton
final class FollowChangeCharge implements PaidOrder {
  private final DestinationChanges changes;
  private final FollowCharge ofRide;

  FollowChangeCharge(DestinationChanges changes, FollowCharge ofRide) {
    this.changes = changes;
    this.ofRide = ofRide;
  }

  @Override
  public Set<String> orderKinds() {
    return Set.of(DestinationChange.KIND);
  }

  @Override
  public void follow(UUID changeId, ChargeStanding charge) {
    changes.rideOf(changeId).ifPresent(rideId -> ofRide.follow(rideId, charge));
  }
}
