package souk.booking.ride;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a ride's event carries: enough to know whom it concerns, and who brought it about. The rest
 * is in the ride.
 *
 * @param driverId who is or was on the job
 * @param cancelledBy who called it off
 * @param reason why it was called off or not paid for
 * @param pickupAt for when it was booked
 */
record RideEvent(
    UUID rideId,
    UUID riderId,
    RideStatus status,
    long version,
    @Nullable UUID driverId,
    @Nullable String cancelledBy,
    @Nullable String reason,
    @Nullable Instant pickupAt) {
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
        ride.order().pickupAt());
  }
}
