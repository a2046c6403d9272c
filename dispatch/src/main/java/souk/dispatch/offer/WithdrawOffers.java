package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.claim.Claim;
import souk.dispatch.claim.Claims;
import souk.dispatch.driver.OffersOfDriver;
import souk.dispatch.trip.OpenOffers;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;

/** Takes an open offer back: its driver leaves, or its trip is called off. */
@Singleton
final class WithdrawOffers implements OffersOfDriver, OpenOffers {
  private final OfferBook offers;
  private final TripBook trips;
  private final Claims claims;

  WithdrawOffers(OfferBook offers, TripBook trips, Claims claims) {
    this.offers = offers;
    this.trips = trips;
    this.claims = claims;
  }

  /** The driver is locked, so nobody can promise him to another trip meanwhile. */
  @Override
  public void withdraw(UUID driver) {
    claims
        .ofDriver(driver)
        .filter(claim -> claim.kind() == Claim.Kind.OFFER)
        .ifPresent(this::withdraw);
  }

  private void withdraw(Claim claim) {
    var trip = trips.lock(claim.trip()).orElseThrow();
    end(claim.offer(), Offer.Because.DRIVER_LEFT);
    trips.move(trip, new TripEvent.OfferEnded());
  }

  @Override
  public void takeBack(UUID offer) {
    end(offer, Offer.Because.TRIP_CANCELLED);
  }

  private void end(UUID offer, Offer.Because because) {
    offers.move(offers.lockOnly(offer), new OfferEvent.Withdraw(because));
  }
}
