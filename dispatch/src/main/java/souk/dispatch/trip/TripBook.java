package souk.dispatch.trip;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.claim.Claims;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * The trips' rows, for dispatch's own packages. Every move goes through {@link #move}: the
 * transition table decides, the row's version guards, the promise to the driver follows, and an
 * event tells of it.
 */
@Singleton
public final class TripBook {
  private final TripRows rows;
  private final Claims claims;
  private final OpenProposals proposals;
  private final Outbox outbox;
  private final DatabaseClock clock;
  private final Transactions transactions;
  private final Bell bell;

  TripBook(
      TripRows rows,
      Claims claims,
      OpenProposals proposals,
      @Named("dispatch") Outbox outbox,
      DatabaseClock clock,
      Transactions transactions,
      Bell bell) {
    this.rows = rows;
    this.claims = claims;
    this.proposals = proposals;
    this.outbox = outbox;
    this.clock = clock;
    this.transactions = transactions;
    this.bell = bell;
  }

  /** The bell that hurries the matching round of a city. */
  public static String roundBell(CityId city) {
    return "round-" + city.slug();
  }

  public Optional<Trip> find(UUID id) {
    return rows.find(id).map(TripRow::trip);
  }

  /**
   * The trips that the driver has accepted and not yet ended: the one he drives, then his next one.
   */
  public List<Trip> liveOf(UUID driver) {
    return rows.liveOf(driver).stream().map(TripRow::trip).toList();
  }

  /**
   * The trips that ended in the driver's hands, completed or called off, the one he accepted last
   * first; those before the cursor.
   */
  public List<TripView> pastOf(UUID driver, Cursor before, int limit) {
    return rows.pastOf(driver, before.createdAt(), before.id(), limit).stream()
        .map(TripRow::trip)
        .map(TripView::of)
        .toList();
  }

  /** The city's trips that wait for a driver and still may, the one requested first first. */
  public List<Trip.Waiting> waiting(CityId city, int limit) {
    return rows.waiting(city.slug(), limit).stream().map(row -> (Trip.Waiting) row.trip()).toList();
  }

  /** Locks the trip until the present transaction ends; its driver, if any, is locked before. */
  public Optional<Trip> lock(UUID id) {
    return rows.lock(id).map(TripRow::trip);
  }

  /**
   * Lets the event happen to a locked trip now.
   *
   * @return what the table says of it; when the trip moved, rows, promise and event say so too
   */
  public Trip.Move move(Trip locked, TripEvent event) {
    return move(locked, event, clock.now());
  }

  /** As {@link #move(Trip, TripEvent)}, at an instant that was read behind the locks. */
  public Trip.Move move(Trip locked, TripEvent event, Instant now) {
    var move = locked.on(event, now);
    if (move instanceof Trip.Move.Moved(var next)) {
      store(next);
      letPromiseFollow(locked, next);
      tell(next, event.becomes(next.status()));
    }
    return move;
  }

  /** Enters a new trip; answers whether the id was free. */
  boolean enter(Trip trip, String eventType) {
    if (rows.insert(TripRow.of(trip)) == 0) return false;
    tell(trip, eventType);
    return true;
  }

  private void store(Trip next) {
    if (rows.move(TripRow.of(next)) != 1) {
      throw new IllegalStateException("trip " + next.id() + " moved while it was locked");
    }
  }

  private void letPromiseFollow(Trip before, Trip next) {
    if (before instanceof Trip.Offered && next instanceof Trip.Assigned) claims.accept(next.id());
    if (before.status().engages() && !next.status().engages()) claims.release(next.id());
    if (before.driven().isPresent() && !next.status().engages()) proposals.lapse(next.id());
  }

  private void tell(Trip trip, String eventType) {
    outbox.add(trip.id(), trip.facts().version(), eventType, TripView.of(trip));
    if (trip instanceof Trip.Waiting(var facts)) {
      transactions.afterCommit(() -> bell.ring(roundBell(facts.asked().cityId())));
    }
  }
}
