package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Passes;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripDriver;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** A driver takes the trip he was offered. */
@Singleton
public final class AcceptOffer {
  private final OfferBook offers;
  private final OfferEnding ending;
  private final TripBook trips;
  private final Passes passes;
  private final Transactions transactions;

  AcceptOffer(
      OfferBook offers,
      OfferEnding ending,
      TripBook trips,
      Passes passes,
      Transactions transactions) {
    this.offers = offers;
    this.ending = ending;
    this.trips = trips;
    this.passes = passes;
    this.transactions = transactions;
  }

  /**
   * Accepts, or says what came of the offer before.
   *
   * @throws Problem 404 when the offer is not the driver's
   */
  public AcceptAnswer accept(UUID driver, UUID offer) {
    var seen = offers.find(driver, offer).orElseThrow(() -> Problem.notFound("offer"));
    return transactions.call(() -> accept(offers.lock(seen)));
  }

  private AcceptAnswer accept(LockedOffer locked) {
    return switch (offers.move(locked.offer(), new OfferEvent.Accept())) {
      case Offer.Move.Moved _ -> assign(locked);
      case Offer.Move.AlreadyThere() -> alreadyAccepted(locked);
      case Offer.Move.Refused() -> refused(locked);
    };
  }

  private AcceptAnswer assign(LockedOffer locked) {
    passes.answered(locked.driver().id());
    var event = new TripEvent.OfferAccepted(TripDriver.of(locked.driver()));
    return switch (trips.move(locked.trip(), event)) {
      case Trip.Move.Moved(var next) -> new AcceptAnswer.Accepted(TripView.of(next));
      case Trip.Move.AlreadyThere(), Trip.Move.Refused() ->
          throw new IllegalStateException(
              "an open offer of trip " + locked.trip().id() + ", which is " + locked.trip());
    };
  }

  private static AcceptAnswer alreadyAccepted(LockedOffer locked) {
    if (!locked.trip().isDrivenBy(locked.driver().id())) return new AcceptAnswer.GivenBack();
    return new AcceptAnswer.Accepted(TripView.of(locked.trip()));
  }

  private AcceptAnswer refused(LockedOffer locked) {
    return switch (locked.offer()) {
      case Offer.Open _ -> {
        ending.runOut(locked);
        yield new AcceptAnswer.TooLate();
      }
      case Offer.Expired _ -> new AcceptAnswer.TooLate();
      case Offer.Declined _ -> new AcceptAnswer.HadDeclined();
      case Offer.Withdrawn(_, _, var because) -> takenBack(because);
      case Offer.Accepted _ -> throw new IllegalStateException("accepted twice: " + locked.offer());
    };
  }

  private static AcceptAnswer takenBack(Offer.Because because) {
    return switch (because) {
      case TRIP_CANCELLED -> new AcceptAnswer.TripCancelled();
      case DRIVER_LEFT -> new AcceptAnswer.TakenBack();
    };
  }
}
