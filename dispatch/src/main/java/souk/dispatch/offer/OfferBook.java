package souk.dispatch.offer;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.Drivers;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.DatabaseClock;

/**
 * The offers' rows. Locks are taken in the order driver, trip, offer; deadlines are judged
 * afterwards, by the update's own condition.
 */
@Singleton
final class OfferBook {
  private final OfferRows rows;
  private final Drivers drivers;
  private final TripBook trips;
  private final Outbox outbox;
  private final DatabaseClock clock;

  /** An offer with its driver and its trip, all three locked. */
  record Locked(Driver driver, Trip trip, Offer offer) {}

  /**
   * What an event tells of an offer that ended without its driver's doing.
   *
   * @param reason {@code EXPIRED}, {@code TRIP_CANCELLED} or {@code DRIVER_LEFT}
   */
  @Introspected
  record Ended(UUID offerId, UUID tripId, UUID driverId, String reason) {}

  OfferBook(
      OfferRows rows,
      Drivers drivers,
      TripBook trips,
      @Named("dispatch") Outbox outbox,
      DatabaseClock clock) {
    this.rows = rows;
    this.drivers = drivers;
    this.trips = trips;
    this.outbox = outbox;
    this.clock = clock;
  }

  Optional<Offer> find(UUID id) {
    return rows.find(id).map(OfferRow::offer);
  }

  /** The driver's offer, unlocked; empty for a stranger. */
  Optional<Offer> find(UUID driver, UUID id) {
    return find(id).filter(offer -> offer.terms().driver().equals(driver));
  }

  /** Locks an offer that was seen, behind its driver and its trip. */
  Locked lock(Offer seen) {
    var driver = drivers.lock(seen.terms().driver()).orElseThrow();
    var trip = trips.lock(seen.terms().trip()).orElseThrow();
    return new Locked(driver, trip, lockOnly(seen.terms().id()));
  }

  /** Locks the offer alone, for a caller who holds the locks of its driver and its trip. */
  Offer lockOnly(UUID id) {
    return rows.lock(id).map(OfferRow::offer).orElseThrow();
  }

  /**
   * Lets the event happen to a locked offer.
   *
   * @return what the table says; refused as well when the deadline decides against it
   */
  Offer.Move move(Offer locked, OfferEvent event) {
    var move = locked.on(event, clock.now());
    if (!(move instanceof Offer.Move.Moved(var next))) return move;
    if (!store(next)) return new Offer.Move.Refused();
    tellPhone(next);
    return move;
  }

  private boolean store(Offer next) {
    var id = next.terms().id();
    var changed =
        switch (next) {
          case Offer.Open _ -> throw new IllegalStateException("no event opens offer " + id);
          case Offer.Accepted(_, var at) -> rows.answer(id, next.status().name(), at);
          case Offer.Declined(_, var at) -> rows.answer(id, next.status().name(), at);
          case Offer.Expired(_, var at) -> rows.runOut(id, at);
          case Offer.Withdrawn(_, var at, var because) -> rows.withdraw(id, because.name(), at);
        };
    return changed == 1;
  }

  /** An offer that its driver did not end himself must leave his screen. */
  private void tellPhone(Offer next) {
    switch (next) {
      case Offer.Expired(var terms, _) -> tell("offer.expired", terms, "EXPIRED");
      case Offer.Withdrawn(var terms, _, var because) ->
          tell("offer.withdrawn", terms, because.name());
      case Offer.Open _, Offer.Accepted _, Offer.Declined _ -> {}
    }
  }

  private void tell(String type, Offer.Terms terms, String reason) {
    var ended = new Ended(terms.id(), terms.trip(), terms.driver(), reason);
    outbox.add(terms.id(), terms.version(), terms.trip(), type, ended);
  }
}
