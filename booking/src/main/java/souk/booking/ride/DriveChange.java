package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.destination.DestinationProposal;
import souk.dispatch.destination.Destinations;
import souk.dispatch.destination.ProposalStatus;
import souk.dispatch.trip.Trips;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.platform.money.Money;

/**
 * The saga's work about changes of the destination: one thing at a time, each safe to repeat. Once
 * the driver is asked, dispatch says who won.
 */
@Singleton
final class DriveChange {
  private final Rides rides;
  private final Trips trips;
  private final Destinations destinations;
  private final Charges charges;

  DriveChange(Rides rides, Trips trips, Destinations destinations, Charges charges) {
    this.rides = rides;
    this.trips = trips;
    this.destinations = destinations;
    this.charges = charges;
  }

  /** Does what the ride's row says is next. */
  void drive(UUID rideId) {
    var ride = rides.find(rideId).orElseThrow();
    if (ride.phase() != RidePhase.CHANGE) return;
    if (ride.status().terminal()) {
      ride.money()
          .workAtTheEnd()
          .ifPresent(next -> drive(ride, next.change(), next.work(), next.takeable()));
      return;
    }
    ride.changeToWorkOn()
        .ifPresent(change -> drive(ride, change, change.work(), change.authorize()));
  }

  private void drive(
      Ride ride, DestinationChange change, DestinationChange.Work work, Money takeable) {
    switch (work) {
      case AUTHORIZE -> follow(ride.id(), authorize(ride, change));
      case ASK -> ask(ride, change);
      case WITHDRAW -> withdraw(ride, change);
      case CAPTURE -> follow(ride.id(), charges.capture(change.id(), takeable));
      case RELEASE -> follow(ride.id(), charges.release(change.id()));
      case NONE, AWAIT_MONEY -> {}
    }
  }

  private ChargeStanding authorize(Ride ride, DestinationChange change) {
    var order = ride.order();
    return charges.authorize(
        new AuthorizeCharge(
                change.id(),
                new OrderRef(DestinationChange.KIND, change.id()),
                order.riderId(),
                order.cardId(),
                change.authorize())
            .with(PaymentOption.PAYER_PRESENT));
  }

  /** What was refused while the driver came to be asked must not be agreed to any more. */
  private void ask(Ride ride, DestinationChange change) {
    var after = follow(ride.id(), destinations.propose(RideJourney.ask(ride, change)));
    var isRefused =
        after.changes().stream()
            .filter(one -> one.id().equals(change.id()))
            .anyMatch(one -> one.status() == DestinationChange.Status.REFUSED);
    if (isRefused) withdraw(ride, change);
  }

  /** Takes the change back, unless the driver has agreed; answers the ride as it is then. */
  Ride withdraw(Ride ride, DestinationChange change) {
    var proposal = destinations.withdraw(RideJourney.ask(ride, change));
    if (proposal.status() == ProposalStatus.ACCEPTED) followTrip(ride.id());
    return follow(ride.id(), proposal);
  }

  /** Takes over what dispatch and payments say, in case their events are late. */
  void lookAgain(UUID rideId) {
    for (var change : rides.find(rideId).orElseThrow().changes()) {
      charges.find(change.id()).ifPresent(charge -> follow(rideId, charge));
      if (change.isOpen()) {
        destinations.find(change.id()).ifPresent(proposal -> follow(rideId, proposal));
      }
    }
  }

  private void followTrip(UUID rideId) {
    trips.find(rideId).ifPresent(trip -> rides.change(rideId, ride -> ride.follow(trip)));
  }

  private Ride follow(UUID rideId, DestinationProposal proposal) {
    return rides.change(rideId, ride -> ride.follow(proposal)).orElseThrow().after();
  }

  private void follow(UUID rideId, ChargeStanding charge) {
    rides.change(rideId, ride -> ride.follow(charge));
  }
}
