package souk.booking.ride;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.booking.debt.Debt;
import souk.booking.debt.Debts;
import souk.booking.quote.Quote;
import souk.booking.quote.Quotes;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.platform.identity.Person;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A rider takes a quote: from now on he has a ride, and its saga drives it. One that is booked for
 * a time leaves him free to ride until then.
 */
@Singleton
final class RequestRide {
  private final Rides rides;
  private final Quotes quotes;
  private final Cards cards;
  private final Charges charges;
  private final Debts debts;
  private final Schedule schedule;
  private final DatabaseClock clock;
  private final int authorizePercent;

  /**
   * @param authorizePercent how much of the fare is authorized; the rest is room for a longer way
   */
  RequestRide(
      Rides rides,
      Quotes quotes,
      Cards cards,
      Charges charges,
      Debts debts,
      Schedule schedule,
      DatabaseClock clock,
      @Value("${souk.rides.authorize-percent:120}") int authorizePercent) {
    this.rides = rides;
    this.quotes = quotes;
    this.cards = cards;
    this.charges = charges;
    this.debts = debts;
    this.schedule = schedule;
    this.clock = clock;
    this.authorizePercent = authorizePercent;
  }

  /**
   * Runs in the transaction of the caller's idempotency key.
   *
   * @throws Problem 422 {@code quote_invalid}, {@code quote_expired} or {@code card_unknown}; 409
   *     {@code ride_active} or, for a ride to come, {@code too_many_scheduled}; 402 {@code
   *     debt_open} until an earlier ride is paid for; 503 {@code payments_unavailable} while the
   *     provider is left alone
   */
  Ride request(Person rider, String quoteToken, UUID cardId) {
    var quote = quotes.open(quoteToken, rider.id());
    if (cards.find(rider.id(), cardId).isEmpty()) {
      throw Problem.refused("card_unknown", "There is no such card in this account.");
    }
    debts.owedBy(rider.id()).ifPresent(RequestRide::refuseDebtor);
    var rideId = UuidCreator.getTimeOrderedEpoch();
    var first = schedule.first(quote, clock.now());
    if (first.status() == RideStatus.SCHEDULED) {
      schedule.admit(rider.id());
    } else {
      charges.requireProvider();
      claim(rider, rideId);
    }
    return rides
        .insert(rideId, order(rider, quote, cardId), first)
        .orElseThrow(
            () -> Problem.refused("quote_expired", "The quote has expired; ask for a new one."));
  }

  private void claim(Person rider, UUID rideId) {
    if (!rides.claimRider(rider.id(), rideId)) throw active(rider.id());
  }

  private static void refuseDebtor(Debt debt) {
    throw Problem.paymentRefused("debt_open", "Please pay %s first.".formatted(debt.amount()))
        .with("debt_id", debt.id())
        .with("amount", debt.amount());
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
        quote,
        authorization(quote.fare().total()),
        quote.pickupAt());
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
