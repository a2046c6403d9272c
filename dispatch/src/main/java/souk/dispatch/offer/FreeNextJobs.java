package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.claim.Claim;
import souk.dispatch.offer.Offers.GivenBackBy;
import souk.dispatch.trip.PromisedTrips;
import souk.dispatch.trip.PromisedTrips.Locked;
import souk.platform.postgres.DatabaseClock;

/**
 * Frees next jobs that would wait in vain: of a driver whose present trip lasts much longer than
 * was promised, or who is not heard of any more. Each in a transaction of its own.
 */
@Singleton
public final class FreeNextJobs {
  private static final int AT_ONCE = 100;

  private final NextJobRows rows;
  private final PromisedTrips promised;
  private final TakeTripAway takeTripAway;
  private final DatabaseClock clock;
  private final NextJobConfiguration configuration;
  private final long begunNanos = System.nanoTime();

  FreeNextJobs(
      NextJobRows rows,
      PromisedTrips promised,
      TakeTripAway takeTripAway,
      DatabaseClock clock,
      NextJobConfiguration configuration) {
    this.rows = rows;
    this.promised = promised;
    this.takeTripAway = takeTripAway;
    this.clock = clock;
    this.configuration = configuration;
  }

  /** Frees what waits in vain in the city, at most some. */
  public void free(CityId city) {
    rows.late(city.slug(), patience(), AT_ONCE).forEach(trip -> free(trip, "driver_late"));
    if (hasListened()) {
      rows.silent(city.slug(), heardSince(), AT_ONCE).forEach(trip -> free(trip, "driver_silent"));
    }
  }

  /** A process that has just begun has heard nobody, whoever speaks. */
  private boolean hasListened() {
    return System.nanoTime() - begunNanos >= configuration.getSilence().toNanos();
  }

  private void free(UUID trip, String reason) {
    promised.call(trip, locked -> Optional.of(free(locked, reason)));
  }

  private boolean free(Locked locked, String reason) {
    var waits = locked.claim().filter(this::waitsInVain);
    waits.ifPresent(claim ->
        takeTripAway.take(locked.trip().orElseThrow(), claim, GivenBackBy.DISPATCH, reason));
    return waits.isPresent();
  }

  /** Judged behind the locks: his trip may have ended, or his phone may speak again. */
  private boolean waitsInVain(Claim claim) {
    return claim.isNext()
        && claim.kind() == Claim.Kind.TRIP
        && (rows.isLate(claim.trip(), patience())
            || (hasListened() && rows.isSilent(claim.trip(), heardSince())));
  }

  private long patience() {
    return configuration.getPatience().toSeconds();
  }

  private Instant heardSince() {
    return clock.now().minus(configuration.getSilence());
  }
}
