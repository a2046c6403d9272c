package souk.dispatch.offer;

import jakarta.inject.Singleton;
import souk.dispatch.driver.Passes;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;

/**
 * What follows when a locked offer ends without a yes: its trip waits again, its driver is free.
 */
@Singleton
final class OfferEnding {
  private final OfferBook offers;
  private final TripBook trips;
  private final Passes passes;
  private final OfferConfiguration configuration;

  OfferEnding(OfferBook offers, TripBook trips, Passes passes, OfferConfiguration configuration) {
    this.offers = offers;
    this.trips = trips;
    this.passes = passes;
    this.configuration = configuration;
  }

  /** Ends the offer by the driver's no or by taking it back; answers what the table says. */
  Offer.Move end(OfferBook.Locked locked, OfferEvent event) {
    var move = offers.move(locked.offer(), event);
    if (move instanceof Offer.Move.Moved) trips.move(locked.trip(), new TripEvent.OfferEnded());
    return move;
  }

  /**
   * Ends an offer whose time is over, and takes a driver off line who has let too many pass; leaves
   * one alone that has time left or is decided. Who drives need not look at his phone.
   */
  Offer.Move runOut(OfferBook.Locked locked) {
    var move = end(locked, new OfferEvent.RunOut());
    if (move instanceof Offer.Move.Moved && locked.offer().terms().afterTrip() == null) {
      passes.letPass(locked.driver().id(), configuration.getPassesInRow());
    }
    return move;
  }
}
