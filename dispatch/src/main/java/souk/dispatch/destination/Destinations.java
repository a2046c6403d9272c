package souk.dispatch.destination;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.platform.postgres.HeldConnections;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * What an order asks of dispatch about another destination. Every call may be repeated, and answers
 * the proposal as it stands; what was decided about it is decided for ever. None may be called in a
 * transaction of the caller's.
 */
@Singleton
public final class Destinations {
  private final ProposalBook proposals;
  private final ProposalRows rows;
  private final TripBook trips;
  private final Transactions transactions;

  Destinations(
      ProposalBook proposals, ProposalRows rows, TripBook trips, Transactions transactions) {
    this.proposals = proposals;
    this.rows = rows;
    this.trips = trips;
    this.transactions = transactions;
  }

  /**
   * Asks the driver of the trip. Where he does not drive it (any more) the proposal has lapsed; one
   * that was withdrawn before it was made stays so.
   *
   * @throws Problem 404 for an unknown trip, 409 {@code proposal_open} while its driver is asked
   *     about another destination
   */
  public DestinationProposal propose(ProposeDestination asked) {
    HeldConnections.refuseRemoteCall("dispatch");
    return transactions.call(() -> {
      var trip = trips.lock(asked.trip()).orElseThrow(() -> Problem.notFound("trip"));
      proposals.makeRoom(asked.trip());
      var status = isAskable(trip, asked) ? ProposalStatus.OPEN : ProposalStatus.LAPSED;
      proposals.enter(asked, status);
      return proposals.find(asked.id()).orElseThrow(Destinations::anotherIsOpen);
    });
  }

  /**
   * Takes the proposal back, unless the driver has answered. One that was not made yet is entered
   * as withdrawn, so that it finds itself so when it comes late.
   */
  public DestinationProposal withdraw(ProposeDestination asked) {
    HeldConnections.refuseRemoteCall("dispatch");
    return transactions.call(() -> {
      if (!proposals.enter(asked, ProposalStatus.WITHDRAWN)) proposals.withdraw(asked.id());
      return proposals.find(asked.id()).orElseThrow();
    });
  }

  /** The proposal as it stands. */
  public Optional<DestinationProposal> find(UUID id) {
    return proposals.find(id);
  }

  /** What waits for the driver's answer. */
  public Optional<DestinationProposal> openFor(UUID driver) {
    return rows.openFor(driver).map(ProposalRows.Row::proposal);
  }

  /**
   * The driver's phone shows the proposal: he is not told of it again. Of one that is not his this
   * changes nothing.
   */
  public void acknowledge(UUID driver, UUID proposal) {
    rows.acknowledge(driver, proposal);
  }

  private static boolean isAskable(Trip trip, ProposeDestination asked) {
    return trip.status().engages() && trip.isDrivenBy(asked.driver());
  }

  private static Problem anotherIsOpen() {
    return Problem.conflict("proposal_open", "The driver is asked about another destination.");
  }
}
