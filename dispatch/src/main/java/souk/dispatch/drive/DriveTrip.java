package souk.dispatch.drive;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import souk.dispatch.claim.Claim;
import souk.dispatch.claim.Claims;
import souk.dispatch.driver.Drivers;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.offer.Offers;
import souk.dispatch.offer.Offers.GivenBackBy;
import souk.dispatch.trip.SearchConfiguration;
import souk.dispatch.trip.Trip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * A driver's steps through the trip he accepted. Each may be repeated: a step that was taken, or
 * lies behind, answers with the trip as it stands. For all but its driver there is no such trip
 * (404); a step that the trip does not allow is 409 {@code illegal_transition}, and one of his next
 * trip before he has ended the present one 409 {@code present_trip_first}.
 */
@Singleton
public final class DriveTrip {
  private final TripBook trips;
  private final Drivers drivers;
  private final Claims claims;
  private final Offers offers;
  private final Transactions transactions;
  private final SearchConfiguration search;
  private final DatabaseClock clock;
  private final Positions positions;

  DriveTrip(
      TripBook trips,
      Drivers drivers,
      Claims claims,
      Offers offers,
      Transactions transactions,
      SearchConfiguration search,
      DatabaseClock clock,
      Positions positions) {
    this.trips = trips;
    this.drivers = drivers;
    this.claims = claims;
    this.offers = offers;
    this.transactions = transactions;
    this.search = search;
    this.clock = clock;
    this.positions = positions;
  }

  /** He is on his way to the pick-up. */
  public TripView setOff(UUID driver, UUID trip) {
    return step(driver, trip, new TripEvent.SetOff());
  }

  /** He is at the pick-up. */
  public TripView arrive(UUID driver, UUID trip) {
    return step(driver, trip, new TripEvent.CameToPickup());
  }

  /** The rider is on board. */
  public TripView start(UUID driver, UUID trip) {
    return step(driver, trip, new TripEvent.RiderBoarded());
  }

  /** The rider has got off; the driver is free. */
  public TripView complete(UUID driver, UUID trip) {
    return step(driver, trip, new TripEvent.RiderAlighted());
  }

  /**
   * As {@link #complete(UUID, UUID)}.
   *
   * @param last where he is and was, as far as his phone does not know that this has arrived; they
   *     are kept before the trip ends, so that whoever bills it finds them
   */
  public TripView complete(UUID driver, UUID trip, List<Position> last) {
    if (!last.isEmpty()) positions.acceptAndKeep(driver, last);
    return complete(driver, trip);
  }

  /**
   * The rider did not come: the trip is called off for that reason. The first of boarding, the
   * rider's cancellation and this wins; after a cancellation it answers the trip as it stands.
   *
   * @throws Problem 409 {@code rider_may_still_come} with {@code seconds_left} before the driver
   *     has waited as long as the order says, by the database's clock
   */
  public TripView noShow(UUID driver, UUID trip) {
    return transactions.call(() -> {
      drivers.lock(driver);
      var locked = lock(trip);
      if (!locked.isDrivenBy(driver)) throw unknown();
      var now = clock.now();
      if (locked instanceof Trip.Arrived arrived) refuseTooEarly(arrived.waitLeft(now));
      return TripView.of(moved(locked, trips.move(locked, new TripEvent.NobodyCame(), now)));
    });
  }

  /**
   * Gives the trip back before the rider is on board: another driver is looked for.
   *
   * @return where the trip stood once it was no longer his
   */
  public TripStatus giveBack(UUID driver, UUID trip, String reason) {
    return transactions.call(() -> {
      drivers.lock(driver);
      var locked = lock(trip);
      if (locked.isDrivenBy(driver)) return giveBack(locked, reason);
      if (offers.wasGivenBack(trip, driver)) return TripStatus.WAITING;
      throw unknown();
    });
  }

  private TripStatus giveBack(Trip locked, String reason) {
    claims
        .ofTrip(locked.id())
        .map(Claim::offer)
        .ifPresent(offer -> offers.giveBack(offer, GivenBackBy.DRIVER, reason));
    return moved(locked, new TripEvent.GivenBack(search.getSearchTime())).status();
  }

  private TripView step(UUID driver, UUID trip, TripEvent event) {
    return transactions.call(() -> {
      drivers.lock(driver);
      var locked = lock(trip);
      if (!locked.isDrivenBy(driver)) throw unknown();
      refuseNext(locked);
      return TripView.of(moved(locked, event));
    });
  }

  private void refuseNext(Trip locked) {
    // a trip that is waiting for its driver to end another is as he accepted it
    if (!(locked instanceof Trip.Assigned)
        || claims.ofTrip(locked.id()).stream().noneMatch(Claim::isNext)) return;
    throw Problem.conflict("present_trip_first", "End the trip that you drive first.");
  }

  private Trip moved(Trip locked, TripEvent event) {
    return moved(locked, trips.move(locked, event));
  }

  private static Trip moved(Trip locked, Trip.Move move) {
    return switch (move) {
      case Trip.Move.Moved(var next) -> next;
      case Trip.Move.AlreadyThere() -> locked;
      case Trip.Move.Refused() -> throw illegal(locked.status());
    };
  }

  private Trip lock(UUID trip) {
    return trips.lock(trip).orElseThrow(DriveTrip::unknown);
  }

  private static void refuseTooEarly(Duration left) {
    if (!left.isPositive()) return;
    var seconds = left.plusNanos(999_999_999).toSeconds();
    throw Problem.conflict(
            "rider_may_still_come", "Please wait another %d s for the rider.".formatted(seconds))
        .with("seconds_left", seconds);
  }

  private static Problem unknown() {
    return Problem.notFound("trip");
  }

  static Problem illegal(TripStatus state) {
    return Problem.conflict("illegal_transition", "The trip does not allow that now.")
        .with("state", state);
  }
}
