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

  /** Whether the trip is the driver's. */
  public sealed interface Answer {
    /** It is, or was: he accepted in time. */
    record Accepted(TripView trip) implements Answer {}

    /** His time was over. */
    record TooLate() implements Answer {}

    /** He had declined. */
    record HadDeclined() implements Answer {}

    /** The offer was taken back because he left. */
    record TakenBack() implements Answer {}

    /** The trip was called off before he accepted. */
    record TripCancelled() implements Answer {}

    /** He accepted, and has the trip no more: he gave it back, or it was taken from him. */
    record GivenBack() implements Answer {}
  }

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
  public Answer accept(UUID driver, UUID offer) {
    var seen = offers.find(driver, offer).orElseThrow(() -> Problem.notFound("offer"));
    return transactions.call(() -> accept(offers.lock(seen)));
  }

  private Answer accept(OfferBook.Locked locked) {
    return switch (offers.move(locked.offer(), new OfferEvent.Accept())) {
      case Offer.Move.Moved _ -> assign(locked);
      case Offer.Move.AlreadyThere() -> alreadyAccepted(locked);
      case Offer.Move.Refused() -> refused(locked);
    };
  }

  private Answer assign(OfferBook.Locked locked) {
    passes.answered(locked.driver());
    var event = new TripEvent.OfferAccepted(TripDriver.of(locked.driver()));
    return switch (trips.move(locked.trip(), event)) {
      case Trip.Move.Moved(var next) -> new Answer.Accepted(TripView.of(next));
      case Trip.Move.AlreadyThere(), Trip.Move.Refused() ->
          throw new IllegalStateException(
              "an open offer of trip " + locked.trip().id() + ", which is " + locked.trip());
    };
  }

  private static Answer alreadyAccepted(OfferBook.Locked locked) {
    if (!locked.trip().isDrivenBy(locked.driver().id())) return new Answer.GivenBack();
    return new Answer.Accepted(TripView.of(locked.trip()));
  }

  private Answer refused(OfferBook.Locked locked) {
    return switch (locked.offer()) {
      case Offer.Open _ -> {
        ending.runOut(locked);
        yield new Answer.TooLate();
      }
      case Offer.Expired _ -> new Answer.TooLate();
      case Offer.Declined _ -> new Answer.HadDeclined();
      case Offer.Withdrawn(_, _, var because) -> takenBack(because);
      case Offer.Accepted _ -> throw new IllegalStateException("accepted twice: " + locked.offer());
    };
  }

  private static Answer takenBack(Offer.Because because) {
    return switch (because) {
      case TRIP_CANCELLED -> new Answer.TripCancelled();
      case DRIVER_LEFT -> new Answer.TakenBack();
    };
  }
}
