package souk.dispatch.trip;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import souk.dispatch.claim.Claim;
import souk.dispatch.claim.Claims;
import souk.dispatch.driver.Drivers;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Locks a trip for somebody who is not its driver: behind whichever driver is promised to it, so
 * that the order of locks holds.
 */
@Singleton
public final class PromisedTrips {
  /** Each attempt but the last saw the trip change hands between a look and a lock. */
  private static final int ATTEMPTS = 50;

  private final TripBook book;
  private final Claims claims;
  private final Drivers drivers;
  private final Transactions transactions;

  PromisedTrips(TripBook book, Claims claims, Drivers drivers, Transactions transactions) {
    this.book = book;
    this.claims = claims;
    this.drivers = drivers;
    this.transactions = transactions;
  }

  /** A trip and the promise to it, neither of which anybody else can change now. */
  public record Locked(Optional<Trip> trip, Optional<Claim> claim) {}

  /**
   * Does the work in a transaction that holds driver and trip.
   *
   * @param work answers nothing to be done again with what is there then
   * @throws Problem 503 {@code trip_busy} when the trip changes hands faster than it can be locked
   */
  public <T> T call(UUID trip, Function<Locked, Optional<T>> work) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var seen = claims.ofTrip(trip).map(Claim::driver);
      var answer = transactions.call(() -> lock(trip, seen).flatMap(work));
      if (answer.isPresent()) return answer.get();
    }
    throw Problem.unavailable(
        "trip_busy", "The trip changes too fast just now.", Duration.ofSeconds(1));
  }

  /** Empty when another driver is promised to the trip than the one who was seen and locked. */
  private Optional<Locked> lock(UUID id, Optional<UUID> seen) {
    seen.ifPresent(drivers::lock);
    var trip = book.lock(id);
    var claim = claims.ofTrip(id);
    if (claim.isPresent() && !claim.map(Claim::driver).equals(seen)) return Optional.empty();
    return Optional.of(new Locked(trip, claim));
  }
}
