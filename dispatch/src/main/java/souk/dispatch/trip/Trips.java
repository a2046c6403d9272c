package souk.dispatch.trip;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.claim.Claim;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.HeldConnections;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * What an order asks of dispatch. Every call may be repeated. What changes a trip refuses to run
 * inside a transaction of the caller's: none spans two modules.
 */
@Singleton
public final class Trips {
  private final TripBook book;
  private final PromisedTrips promised;
  private final OpenOffers offers;
  private final DatabaseClock clock;
  private final Transactions transactions;
  private final SearchConfiguration search;

  Trips(
      TripBook book,
      PromisedTrips promised,
      OpenOffers offers,
      DatabaseClock clock,
      Transactions transactions,
      SearchConfiguration search) {
    this.book = book;
    this.promised = promised;
    this.offers = offers;
    this.clock = clock;
    this.transactions = transactions;
    this.search = search;
  }

  /** The trip as it stands now. */
  public Optional<TripView> find(UUID id) {
    return book.find(id).map(TripView::of);
  }

  /**
   * Asks for a driver; he is looked for during {@code souk.matching.search-time}, which begins no
   * earlier than the time of the pick-up.
   *
   * @return the trip of that id as it stands, when it was requested or called off before
   */
  public TripView request(RequestTrip asked) {
    HeldConnections.refuseRemoteCall("dispatch");
    return transactions.call(() -> {
      var trip = new Trip.Waiting(begin(asked));
      if (book.enter(trip, "trip.requested")) return TripView.of(trip);
      return find(asked.id()).orElseThrow();
    });
  }

  /**
   * Calls a trip off. One that was not yet requested is entered as called off, so that a request
   * that comes late finds it so.
   *
   * @param asked what was or would have been requested
   * @throws Problem 503 when the trip changes hands faster than it can be locked
   */
  public CancelAnswer cancel(RequestTrip asked, Cancellation cancellation) {
    HeldConnections.refuseRemoteCall("dispatch");
    return promised.call(asked.id(), locked -> tryCancel(asked, cancellation, locked));
  }

  private Optional<CancelAnswer> tryCancel(
      RequestTrip asked, Cancellation cancellation, PromisedTrips.Locked locked) {
    if (locked.trip().isEmpty()) return enterCancelled(asked, cancellation);
    locked
        .claim()
        .filter(claim -> claim.kind() == Claim.Kind.OFFER)
        .ifPresent(claim -> offers.takeBack(claim.offer()));
    return Optional.of(cancelLocked(locked.trip().get(), cancellation));
  }

  private Optional<CancelAnswer> enterCancelled(RequestTrip asked, Cancellation cancellation) {
    var trip = new Trip.Cancelled(begin(asked), cancellation, null);
    if (!book.enter(trip, "trip.cancelled")) return Optional.empty();
    return Optional.of(new CancelAnswer.Cancelled(TripView.of(trip)));
  }

  private CancelAnswer cancelLocked(Trip trip, Cancellation cancellation) {
    return switch (book.move(trip, new TripEvent.CalledOff(cancellation))) {
      case Trip.Move.Moved(var next) -> new CancelAnswer.Cancelled(TripView.of(next));
      case Trip.Move.AlreadyThere() -> new CancelAnswer.Cancelled(TripView.of(trip));
      case Trip.Move.Refused() when trip instanceof Trip.Hopeless ->
          new CancelAnswer.NobodyFound(TripView.of(trip));
      case Trip.Move.Refused() -> new CancelAnswer.TooLate(TripView.of(trip));
    };
  }

  private Trip.Facts begin(RequestTrip asked) {
    var now = clock.now();
    return new Trip.Facts(asked, 1, now, now, now).searched(search.getSearchTime(), now);
  }
}
