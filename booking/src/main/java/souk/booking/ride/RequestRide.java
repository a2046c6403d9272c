package souk.booking.ride;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.booking.quote.Quote;
import souk.booking.quote.Quotes;
import souk.payments.card.Cards;
import souk.platform.identity.Person;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** A rider takes a quote: from now on he has a ride, and its saga drives it. */
@Singleton
final class RequestRide {
  private final Rides rides;
  private final Quotes quotes;
  private final Cards cards;
  private final int authorizePercent;

  /**
   * @param authorizePercent how much of the fare is authorized; the rest is room for a longer way
   */
  RequestRide(
      Rides rides,
      Quotes quotes,
      Cards cards,
      @Value("${souk.rides.authorize-percent:120}") int authorizePercent) {
    this.rides = rides;
    this.quotes = quotes;
    this.cards = cards;
    this.authorizePercent = authorizePercent;
  }

  /**
   * Runs in the transaction of the caller's idempotency key.
   *
   * @throws Problem 422 {@code quote_invalid}, {@code quote_expired} or {@code card_unknown}; 409
   *     {@code ride_active}
   */
  Ride request(Person rider, String quoteToken, UUID cardId) {
    var quote = quotes.open(quoteToken, rider.id());
    if (cards.find(rider.id(), cardId).isEmpty()) {
      throw Problem.refused("card_unknown", "There is no such card in this account.");
    }
    var rideId = UuidCreator.getTimeOrderedEpoch();
    if (!rides.claimRider(rider.id(), rideId)) throw active(rider.id());
    return rides
        .insert(rideId, quote, order(rider, quote, cardId))
        .orElseThrow(
            () -> Problem.refused("quote_expired", "The quote has expired; ask for a new one."));
  }

  private Ride.Order order(Person rider, Quote quote, UUID cardId) {
    return new Ride.Order(
        quote.cityId(),
        rider.id(),
        rider.name(),
        quote.id(),
        cardId,
        quote.product(),
        quote.pickup(),
        quote.dropoff(),
        quote.distanceMetres(),
        quote.durationSeconds(),
        quote.fare(),
        authorization(quote.fare().total()));
  }

  private Money authorization(Money fare) {
    return fare.times(authorizePercent, 100);
  }

  private Problem active(UUID riderId) {
    var problem = Problem.conflict("ride_active", "This account has a ride already.");
    rides.activeOf(riderId).ifPresent(ride -> problem.with("ride_id", ride.id()));
    return problem;
  }
}
