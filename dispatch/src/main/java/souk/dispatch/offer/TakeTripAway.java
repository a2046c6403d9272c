package souk.dispatch.offer;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.claim.Claim;
import souk.dispatch.offer.Offers.GivenBackBy;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.SearchConfiguration;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.outbox.Outbox;

/**
 * Takes a trip from the driver who accepted it, before the rider is on board: another is looked
 * for, before all others, and he is not asked again. His phone is told.
 */
@Singleton
public final class TakeTripAway {
  /** Of an event about what the driver had, not about the trip, which tells its own. */
  static final String EVENT = "driver_trip.reassigned";

  private final Offers offers;
  private final TripBook trips;
  private final Outbox outbox;
  private final SearchConfiguration search;

  /** What the event tells. */
  @Introspected
  record Taken(UUID driverId, DriversTrip trip) {}

  TakeTripAway(
      Offers offers, TripBook trips, @Named("dispatch") Outbox outbox, SearchConfiguration search) {
    this.offers = offers;
    this.trips = trips;
    this.outbox = outbox;
    this.search = search;
  }

  /**
   * Takes it away. Called with driver and trip locked.
   *
   * @param claim by which the driver has the trip
   * @return what the table of the trip's transitions says
   */
  public Trip.Move take(Trip locked, Claim claim, GivenBackBy by, String reason) {
    var move = trips.move(locked, new TripEvent.TakenAway(search.getSearchTime()));
    if (move instanceof Trip.Move.Moved(var next)) {
      offers.giveBack(claim.offer(), by, reason);
      var view = DriversTrip.of(TripView.of(next));
      outbox.add(next.id(), view.version(), EVENT, new Taken(claim.driver(), view));
    }
    return move;
  }
}
