package souk.booking.ride;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a ride's event carries: enough to know whom it concerns, and who brought it about. The rest
 * is in the ride.
 *
 * @param driverId who is or was on the job
 * @param cancelledBy who called it off
 * @param reason why it was called off or not paid for, or why it goes nowhere else
 * @param pickupAt for when it was booked
 * @param changeId the change of the destination that it is about
 */
record RideEvent(
    UUID rideId,
    UUID riderId,
    RideStatus status,
    long version,
    @Nullable UUID driverId,
    @Nullable String cancelledBy,
    @Nullable String reason,
    @Nullable Instant pickupAt,
    @Nullable UUID changeId) {
  static final String DESTINATION_CHANGED = "ride.destination_changed";
  static final String PAYMENT_ACTION_REQUIRED = "ride.payment_action_required";
  static final String DESTINATION_REFUSED = "ride.destination_refused";

  /** What became of a change of the destination. */
  static RideEvent of(Ride ride, DestinationChange change) {
    var reason = change.reason();
    return new RideEvent(
        ride.id(),
        ride.order().riderId(),
        ride.status(),
        ride.version(),
        ride.state().assigned().map(RideDriver::id).orElse(null),
        null,
        reason == null ? null : reason.name().toLowerCase(Locale.ROOT),
        ride.order().pickupAt(),
        change.id());
  }

  static RideEvent of(Ride ride) {
    var cancelled = ride.state() instanceof RideState.Cancelled state ? state : null;
    return new RideEvent(
        ride.id(),
        ride.order().riderId(),
        ride.status(),
        ride.version(),
        ride.state().assigned().map(RideDriver::id).orElse(null),
        cancelled == null ? null : cancelled.by(),
        cancelled == null ? ride.payment().reason() : cancelled.reason(),
        ride.order().pickupAt(),
        null);
  }
}
