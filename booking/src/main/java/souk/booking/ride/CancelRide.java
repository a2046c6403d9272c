package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.Trips;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Rider or operations call a ride off. The wish is written down first; then dispatch says who was
 * first, they or the driver. The saga gives the money back; it also tells dispatch, should this
 * process die.
 */
@Singleton
final class CancelRide {
  private final Rides rides;
  private final Trips trips;
  private final ActionLog actions;
  private final DatabaseClock clock;
  private final Transactions transactions;

  CancelRide(
      Rides rides, Trips trips, ActionLog actions, DatabaseClock clock, Transactions transactions) {
    this.rides = rides;
    this.trips = trips;
    this.actions = actions;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * Answers the ride as it is afterwards; repeating it changes nothing. A ride that found nobody
   * meanwhile is as good as cancelled.
   *
   * @throws Problem 409 {@code too_late_to_cancel} once the rider sits in the car
   */
  Ride cancel(Ride ride, CancelWish wish) {
    return cancel(ride, wish, _ -> {});
  }

  /** As {@link #cancel(Ride, CancelWish)}, for operations; the wish and who had it are one. */
  Ride cancel(Operator operator, Ride ride, String reason) {
    return cancel(
        ride,
        new CancelWish(Cancellation.By.OPS, reason),
        before -> actions.add(operator, called(before, reason)));
  }

  private static OperatorAction called(Ride before, String reason) {
    var stood = Map.of("status", before.status());
    return new OperatorAction("ride.called_off", "ride", before.id(), reason, stood, null);
  }

  private Ride cancel(Ride ride, CancelWish wish, Consumer<Ride> written) {
    if (isOff(ride)) return ride;
    transactions.run(() ->
        rides
            .change(ride.id(), current -> wished(current, wish))
            .filter(Rides.Changed::moved)
            .ifPresent(changed -> written.accept(changed.before())));
    var wished = rides.find(ride.id()).orElseThrow();
    var after = isOff(wished) ? wished : tellDispatch(wished);
    if (isOff(after)) return after;
    throw tooLate(after);
  }

  /** Second half of a cancellation; also the saga's, when the first half's process has died. */
  Ride tellDispatch(Ride ride) {
    var wish = Objects.requireNonNull(ride.cancelWish());
    var trip = trips.cancel(RideJourney.ask(ride), wish.cancellation()).trip();
    return rides.change(ride.id(), current -> current.follow(trip)).orElseThrow().after();
  }

  /** A ride that was only booked is off by this alone: dispatch has never heard of it. */
  private Ride wished(Ride ride, CancelWish wish) {
    if (isOff(ride) || ride.cancelWish() != null) return ride;
    if (ride.status() == RideStatus.SCHEDULED) return ride.dropped(wish, clock.now());
    if (!ride.status().cancellable()) throw tooLate(ride);
    return ride.askToCancel(wish);
  }

  private static boolean isOff(Ride ride) {
    return switch (ride.status()) {
      case CANCELLED, NO_DRIVER, PAYMENT_DECLINED -> true;
      case SCHEDULED,
          REQUESTED,
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
