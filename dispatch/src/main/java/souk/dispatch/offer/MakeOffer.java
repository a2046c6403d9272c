package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.claim.Claims;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.Drivers;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.push.Push;

/** Offers a trip to a driver, if both are still as the round that proposes it saw them. */
@Singleton
public final class MakeOffer {
  private final OfferRows rows;
  private final Drivers drivers;
  private final TripBook trips;
  private final Claims claims;
  private final DatabaseClock clock;
  private final Transactions transactions;
  private final OfferPush push;
  private final OfferConfiguration configuration;

  MakeOffer(
      OfferRows rows,
      Drivers drivers,
      TripBook trips,
      Claims claims,
      DatabaseClock clock,
      Transactions transactions,
      OfferPush push,
      OfferConfiguration configuration) {
    this.rows = rows;
    this.drivers = drivers;
    this.trips = trips;
    this.claims = claims;
    this.clock = clock;
    this.transactions = transactions;
    this.push = push;
    this.configuration = configuration;
  }

  /**
   * Offers the trip and tells the driver.
   *
   * @return the offer's id; empty when driver or trip is no longer to be had
   */
  public Optional<UUID> make(OfferProposal proposal) {
    var made = transactions.call(() -> tryMake(proposal));
    made.ifPresent(view -> push.made(proposal.driver(), view));
    return made.map(OfferView::id);
  }

  private Optional<OfferView> tryMake(OfferProposal proposal) {
    var driver = drivers.lock(proposal.driver());
    var trip = trips.lock(proposal.trip());
    var now = clock.now();
    if (driver.isEmpty() || trip.filter(t -> isAsSeen(t, proposal, now)).isEmpty()) {
      return Optional.empty();
    }
    var asked = trip.get().facts().asked();
    var open = open(proposal, asked, now);
    if (!wants(driver.get(), asked) || !claim(open.terms())) return Optional.empty();
    rows.insert(open, proposal.explanation(), now.plus(configuration.getPushAgainAfter()));
    trips.move(trip.get(), new TripEvent.DriverAsked(), now);
    return Optional.of(OfferView.of(open, asked));
  }

  private boolean claim(Offer.Terms terms) {
    var present = terms.afterTrip();
    return present == null
        ? claims.offer(terms.driver(), terms.trip(), terms.id(), terms.city())
        : claims.offerNext(terms.driver(), present, terms.trip(), terms.id(), terms.city());
  }

  /** Its version says as well that no offer of it was made and refused meanwhile. */
  private static boolean isAsSeen(Trip trip, OfferProposal proposal, Instant now) {
    return trip instanceof Trip.Waiting(var facts)
        && facts.version() == proposal.tripVersion()
        && facts.searchUntil().isAfter(now);
  }

  private static boolean wants(Driver driver, RequestTrip asked) {
    return driver.online()
        && driver.approval() == Driver.Approval.APPROVED
        && driver.city().equals(asked.cityId())
        && driver.product().filter(asked.product()::equals).isPresent();
  }

  private Offer.Open open(OfferProposal proposal, RequestTrip asked, Instant now) {
    return new Offer.Open(
        new Offer.Terms(
            Push.nextId(),
            1,
            asked.cityId(),
            asked.id(),
            proposal.driver(),
            proposal.pickup(),
            now,
            now.plus(configuration.getTime()),
            proposal.afterTrip()));
  }
}
