package souk.booking.ride;

import jakarta.inject.Singleton;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/**
 * The rider calls his ride off. The wish is written down first; then dispatch says who was first,
 * rider or driver. The saga gives the money back; it also tells dispatch, should this process die.
 */
@Singleton
final class CancelRide {
  private final Rides rides;
  private final Trips trips;

  CancelRide(Rides rides, Trips trips) {
    this.rides = rides;
    this.trips = trips;
  }

  /**
   * Answers the ride as it is afterwards; repeating it changes nothing. A ride that found nobody
   * meanwhile is as good as cancelled.
   *
   * @throws Problem 409 {@code too_late_to_cancel} once the rider sits in the car
   */
  Ride cancel(Ride ride, String reason) {
    if (isOff(ride)) return ride;
    rides.change(ride.id(), current -> wish(current, reason));
    var after = tellDispatch(rides.find(ride.id()).orElseThrow());
    if (isOff(after)) return after;
    throw tooLate(after);
  }

  /** Second half of a cancellation; also the saga's, when the first half's process has died. */
  Ride tellDispatch(Ride ride) {
    var reason = String.valueOf(ride.cancelRequest());
    var trip =
        trips.cancel(RideJourney.ask(ride), new Cancellation(Cancellation.By.RIDER, reason)).trip();
    return rides.change(ride.id(), current -> current.follow(trip)).orElseThrow().after();
  }

  private static Ride wish(Ride ride, String reason) {
    if (isOff(ride) || ride.cancelRequest() != null) return ride;
    if (!ride.status().cancellable()) throw tooLate(ride);
    return ride.askToCancel(reason);
  }

  private static boolean isOff(Ride ride) {
    return switch (ride.status()) {
      case CANCELLED, NO_DRIVER, PAYMENT_DECLINED -> true;
      case REQUESTED,
          MATCHING,
          DRIVER_ASSIGNED,
          EN_ROUTE,
          ARRIVED,
          IN_PROGRESS,
          COMPLETED,
          NO_SHOW ->
          false;
    };
  }

  private static Problem tooLate(Ride ride) {
    return Problem.conflict("too_late_to_cancel", "This ride can no longer be cancelled.")
        .with("ride_status", ride.status());
  }
}
