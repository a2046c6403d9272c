package souk.dispatch.trip;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/** Gives up trips for which nobody was found in time; each in a transaction of its own. */
@Singleton
public final class EndSearches {
  private static final int AT_ONCE = 500;

  private final TripRows rows;
  private final TripBook book;
  private final DatabaseClock clock;
  private final Transactions transactions;

  EndSearches(TripRows rows, TripBook book, DatabaseClock clock, Transactions transactions) {
    this.rows = rows;
    this.book = book;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Gives up what is overdue in the city, at most some hundred trips. */
  public void end(CityId city) {
    rows.searchOver(city.slug(), AT_ONCE).forEach(row -> end(row.id()));
  }

  private void end(UUID id) {
    transactions.run(() ->
        book.lock(id)
            .filter(this::isOver)
            .ifPresent(trip -> book.move(trip, new TripEvent.SearchEnded())));
  }

  /** Judged under the lock: a trip that was given back meanwhile has new time. */
  private boolean isOver(Trip trip) {
    return trip instanceof Trip.Waiting(var facts) && !facts.searchUntil().isAfter(clock.now());
  }
}
