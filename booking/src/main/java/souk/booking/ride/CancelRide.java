package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;

/**
 * The rider calls his ride off. The wish is written down first; then dispatch says who was first,
 * rider or driver; the saga gives the money back, and says the same should this process die.
 */
@Singleton
final class CancelRide {
  static final String BY_RIDER = "RIDER";

  private final Rides rides;
  private final Trips trips;
  private final Sagas sagas;
  private final SagaKind kind;

  CancelRide(Rides rides, Trips trips, Sagas sagas, @Named("ride") SagaKind kind) {
    this.rides = rides;
    this.trips = trips;
    this.sagas = sagas;
    this.kind = kind;
  }

  /**
   * Answers the ride as it is afterwards; repeating it changes nothing.
   *
   * @throws Problem 409 {@code too_late_to_cancel} once the rider sits in the car
   */
  Ride cancel(Ride ride, String reason) {
    if (ride.status() == RideStatus.CANCELLED) return ride;
    rides.change(ride.id(), current -> wish(current, reason));
    var trip = trips.cancel(ride.id(), BY_RIDER, reason).trip();
    var after = rides.change(ride.id(), current -> current.follow(trip)).orElseThrow().after();
    sagas.wakeSoon(kind, ride.id());
    if (after.status() == RideStatus.CANCELLED) return after;
    throw tooLate(after);
  }

  private static Ride wish(Ride ride, String reason) {
    if (!ride.status().cancellable()) throw tooLate(ride);
    return ride.cancelRequest() == null ? ride.askToCancel(reason) : ride;
  }

  private static Problem tooLate(Ride ride) {
    return Problem.conflict("too_late_to_cancel", "This ride can no longer be cancelled.")
        .with("status", ride.status());
  }
}
