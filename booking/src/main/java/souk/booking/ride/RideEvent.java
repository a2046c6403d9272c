package souk.booking.ride;

import java.util.UUID;

/** What a ride's event carries: enough to know whom it concerns. The rest is in the ride. */
record RideEvent(UUID rideId, UUID riderId, RideStatus status, long version) {
  static RideEvent of(Ride ride) {
    return new RideEvent(ride.id(), ride.order().riderId(), ride.status(), ride.version());
  }
}
