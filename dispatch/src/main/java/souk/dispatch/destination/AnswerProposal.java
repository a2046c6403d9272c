package souk.dispatch.destination;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Drivers;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * A driver agrees to another destination, or does not. Driver and trip are locked, so that his
 * consent and the trip's end, its cancellation and its next driver exclude each other; against the
 * deadline and the rider's withdrawal the proposal's row decides.
 */
@Singleton
public final class AnswerProposal {
  private final ProposalBook proposals;
  private final TripBook trips;
  private final Drivers drivers;
  private final Transactions transactions;

  AnswerProposal(
      ProposalBook proposals, TripBook trips, Drivers drivers, Transactions transactions) {
    this.proposals = proposals;
    this.trips = trips;
    this.drivers = drivers;
    this.transactions = transactions;
  }

  /**
   * The trip goes there from now on. May be repeated.
   *
   * @param change the proposal that he sees, so that a late tap agrees to no other one
   * @throws Problem 404 when the trip or the proposal is not his; 409 {@code proposal_expired},
   *     {@code proposal_withdrawn}, {@code proposal_declined} or {@code trip_over}
   */
  public TripView accept(UUID driver, UUID trip, UUID change) {
    return transactions.call(() -> {
      var locked = lock(driver, trip);
      var seen = his(driver, trip, change);
      return proposals.answer(change, ProposalStatus.ACCEPTED)
          ? redirected(locked, seen)
          : accepted(locked, his(driver, trip, change));
    });
  }

  /**
   * The trip goes where it went. May be repeated; a proposal that ended otherwise is answered as it
   * stands.
   *
   * @throws Problem 404 as {@link #accept}; 409 {@code proposal_accepted} when he had agreed
   */
  public DestinationProposal decline(UUID driver, UUID trip, UUID change) {
    return transactions.call(() -> {
      lock(driver, trip);
      his(driver, trip, change);
      proposals.answer(change, ProposalStatus.DECLINED);
      var after = his(driver, trip, change);
      if (after.status() != ProposalStatus.ACCEPTED) return after;
      throw Problem.conflict("proposal_accepted", "You agreed to this destination.");
    });
  }

  private Trip lock(UUID driver, UUID trip) {
    drivers.lock(driver);
    return trips.lock(trip).orElseThrow(() -> Problem.notFound("trip"));
  }

  private DestinationProposal his(UUID driver, UUID trip, UUID change) {
    return proposals
        .find(change)
        .filter(one -> one.tripId().equals(trip) && one.driverId().equals(driver))
        .orElseThrow(() -> Problem.notFound("proposal"));
  }

  private TripView redirected(Trip locked, DestinationProposal agreed) {
    var event = new TripEvent.DestinationChanged(agreed.id(), agreed.dropoff(), agreed.fare());
    return switch (trips.move(locked, event)) {
      case Trip.Move.Moved(var next) -> TripView.of(next);
      case Trip.Move.AlreadyThere(), Trip.Move.Refused() ->
          throw new IllegalStateException("an open proposal about " + locked);
    };
  }

  private static TripView accepted(Trip locked, DestinationProposal proposal) {
    return switch (proposal.status()) {
      case ACCEPTED -> TripView.of(locked);
      case OPEN, EXPIRED -> throw conflict("proposal_expired", "Your time was over.");
      case DECLINED -> throw conflict("proposal_declined", "You declined this destination.");
      case WITHDRAWN ->
          throw conflict("proposal_withdrawn", "The rider has taken this destination back.");
      case LAPSED -> throw conflict("trip_over", "You do not drive this trip any more.");
    };
  }

  private static Problem conflict(String code, String detail) {
    return Problem.conflict(code, detail);
  }
}
