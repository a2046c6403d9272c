package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.claim.Claim;
import souk.dispatch.claim.Claims;
import souk.dispatch.driver.OffersOfDriver;
import souk.dispatch.offer.Offers.GivenBackBy;
import souk.dispatch.trip.OpenOffers;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;

/**
 * Takes an open offer back, since its driver leaves or its trip is called off, and with it the next
 * job of a driver who leaves.
 */
@Singleton
final class WithdrawOffers implements OffersOfDriver, OpenOffers {
  private final OfferBook offers;
  private final TripBook trips;
  private final Claims claims;
  private final TakeTripAway takeTripAway;

  WithdrawOffers(OfferBook offers, TripBook trips, Claims claims, TakeTripAway takeTripAway) {
    this.offers = offers;
    this.trips = trips;
    this.claims = claims;
    this.takeTripAway = takeTripAway;
  }

  /** The driver is locked, so nobody can promise him to another trip meanwhile. */
  @Override
  public void withdraw(UUID driver) {
    claims.ofDriver(driver).forEach(this::withdraw);
  }

  private void withdraw(Claim claim) {
    switch (claim.kind()) {
      case OFFER -> {
        var trip = trips.lock(claim.trip()).orElseThrow();
        end(claim.offer(), Offer.Because.DRIVER_LEFT);
        trips.move(trip, new TripEvent.OfferEnded());
      }
      case TRIP -> {
        // the one he drives he may end
        if (claim.isNext()) takeAway(claim);
      }
    }
  }

  private void takeAway(Claim claim) {
    var trip = trips.lock(claim.trip()).orElseThrow();
    takeTripAway.take(trip, claim, GivenBackBy.DISPATCH, "driver_left");
  }

  @Override
  public void takeBack(UUID offer) {
    end(offer, Offer.Because.TRIP_CANCELLED);
  }

  private void end(UUID offer, Offer.Because because) {
    offers.move(offers.lockOnly(offer), new OfferEvent.Withdraw(because));
  }
}
