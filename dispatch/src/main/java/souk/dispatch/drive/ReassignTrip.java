package souk.dispatch.drive;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.claim.Claim;
import souk.dispatch.offer.Offers;
import souk.dispatch.offer.Offers.GivenBackBy;
import souk.dispatch.offer.TakeTripAway;
import souk.dispatch.trip.PromisedTrips;
import souk.dispatch.trip.PromisedTrips.Locked;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.problem.Problem;

/**
 * Operations take a trip from its driver before the rider is on board, and another is looked for.
 * Against the rider's and the driver's cancellation, arrival and boarding the trip's row decides:
 * whichever comes first, and boarding and the rider's cancellation end the matter.
 */
@Singleton
public final class ReassignTrip {
  private final PromisedTrips promised;
  private final TakeTripAway takeAway;
  private final Offers offers;
  private final ActionLog actions;

  /** What is remembered of the trip, as it was and as it is. */
  @Introspected
  record Standing(TripStatus status, @Nullable UUID driverId) {
    static Standing of(Trip trip) {
      var driver = trip.driven().map(drive -> drive.driver().id());
      return new Standing(trip.status(), driver.orElse(null));
    }
  }

  ReassignTrip(PromisedTrips promised, TakeTripAway takeAway, Offers offers, ActionLog actions) {
    this.promised = promised;
    this.takeAway = takeAway;
    this.offers = offers;
    this.actions = actions;
  }

  /**
   * Takes the trip from its driver; of one that nobody has, this changes nothing.
   *
   * @param from the driver whom the operator sees with the trip, so that a repetition does not take
   *     it from the next one; without him, whoever has it
   * @return the trip as it stands then
   * @throws Problem 404; 409 {@code illegal_transition} once the rider is on board or the trip has
   *     ended, {@code driver_changed} when another driver has it than the one given
   */
  public TripView reassign(Operator operator, UUID trip, Optional<UUID> from, String reason) {
    return promised.call(trip, locked -> Optional.of(reassign(operator, locked, from, reason)));
  }

  private TripView reassign(Operator operator, Locked locked, Optional<UUID> from, String reason) {
    var trip = locked.trip().orElseThrow(() -> Problem.notFound("trip"));
    if (from.isPresent() && !trip.isDrivenBy(from.get())) return notHis(trip, from.get());
    return locked
        .claim()
        .filter(claim -> claim.kind() == Claim.Kind.TRIP)
        .map(claim -> taken(operator, trip, claim, reason))
        .orElseGet(() -> withNobody(trip));
  }

  private TripView taken(Operator operator, Trip trip, Claim claim, String reason) {
    return switch (takeAway.take(trip, claim, GivenBackBy.OPS, reason)) {
      case Trip.Move.Moved(var next) -> {
        actions.add(operator, action(trip, next, reason));
        yield TripView.of(next);
      }
      case Trip.Move.AlreadyThere() -> TripView.of(trip);
      case Trip.Move.Refused() -> throw DriveTrip.illegal(trip.status());
    };
  }

  private static OperatorAction action(Trip before, Trip after, String reason) {
    return new OperatorAction(
        "trip.reassigned", "trip", before.id(), reason, Standing.of(before), Standing.of(after));
  }

  private TripView notHis(Trip trip, UUID driver) {
    if (offers.wasGivenBack(trip.id(), driver)) return TripView.of(trip);
    throw Problem.conflict("driver_changed", "That driver does not have this trip.");
  }

  /** It waits, or a driver is asked; one that has ended has nothing to be taken from. */
  private static TripView withNobody(Trip trip) {
    return switch (trip) {
      case Trip.Waiting _, Trip.Offered _ -> TripView.of(trip);
      case Trip.Completed _, Trip.Cancelled _, Trip.Hopeless _ ->
          throw DriveTrip.illegal(trip.status());
      case Trip.Assigned _, Trip.EnRoute _, Trip.Arrived _, Trip.InProgress _ ->
          throw new IllegalStateException("nobody is promised to trip " + trip);
    };
  }
}
