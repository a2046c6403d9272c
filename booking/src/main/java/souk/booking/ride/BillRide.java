package souk.booking.ride;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.booking.fare.Bill;
import souk.booking.fare.Billing;
import souk.booking.fare.Journey;
import souk.booking.fare.Metered;
import souk.booking.fare.Metering;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * Makes out a ride's bill when the ride is over, before anything is taken. One that was driven
 * waits for the positions of its last seconds, for so long and by the database's clock: what comes
 * later changes nothing.
 */
@Singleton
final class BillRide {
  private static final Logger log = LoggerFactory.getLogger(BillRide.class);

  /** A saga that has not moved its ride for 30 s is thought to be stuck. */
  private static final Duration PATIENCE_MAX = Duration.ofSeconds(15);

  private final Rides rides;
  private final Trips trips;
  private final Metering metering;
  private final DrivenWays ways;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Duration patience;

  /**
   * @param patience how long after a ride its positions are awaited, up to 15 s; twice as long as
   *     they wait in a process before they are written
   */
  BillRide(
      Rides rides,
      Trips trips,
      Metering metering,
      DrivenWays ways,
      Transactions transactions,
      DatabaseClock clock,
      @Value("${souk.rides.trace-patience:2s}") Duration patience) {
    if (patience.isNegative() || patience.compareTo(PATIENCE_MAX) > 0) {
      throw new IllegalArgumentException(
          "souk.rides.trace-patience must be from 0 to 15 s, not " + patience);
    }
    this.clock = clock;
    this.patience = patience;
    this.rides = rides;
    this.trips = trips;
    this.metering = metering;
    this.ways = ways;
    this.transactions = transactions;
  }

  /**
   * The ride with its bill; of several that were made at once the first that is stored stays. While
   * its positions are awaited it has none, and notes when to try again.
   */
  Ride bill(UUID rideId) {
    var ride = rides.find(rideId).orElseThrow();
    if (ride.money().bill() != null) return ride;
    var trip = trips.find(rideId);
    var journey = trip.map(Journey::of).orElse(Journey.NONE);
    var wait = wait(ride, journey);
    if (wait.isPositive()) {
      rides.billLater(rideId, wait);
      return ride;
    }
    var way = way(ride, journey);
    return billed(rideId, make(ride, trip, way), way);
  }

  private Ride billed(UUID rideId, Bill bill, Optional<Metered> way) {
    return transactions.call(() -> {
      var changed = rides.change(rideId, present -> present.billed(bill)).orElseThrow();
      if (changed.moved()) way.ifPresent(driven -> ways.keep(rideId, driven.polyline()));
      return changed.after();
    });
  }

  /** For how long positions of the ride are awaited from now on; not for what is there already. */
  private Duration wait(Ride ride, Journey journey) {
    var completedAt = journey.completedAt();
    if (ride.status() != RideStatus.COMPLETED || completedAt == null) return Duration.ZERO;
    var left = Duration.between(clock.now(), completedAt.plus(patience));
    return left.isPositive() && isAwaited(ride, journey) ? left : Duration.ZERO;
  }

  private boolean isAwaited(Ride ride, Journey journey) {
    try {
      return !metering.isWhole(ride.id(), journey);
    } catch (RuntimeException unreadable) {
      log.debug("the trace of ride {} cannot be read", ride.id(), unreadable);
      return true;
    }
  }

  /** A trace that cannot be read must not keep a ride from being paid for: the quote stands. */
  private Optional<Metered> way(Ride ride, Journey journey) {
    if (ride.status() != RideStatus.COMPLETED) return Optional.empty();
    try {
      return metering.of(ride.id(), ride.order().quote(), journey);
    } catch (RuntimeException unreadable) {
      log.warn("the way of ride {} could not be metered: {}", ride.id(), unreadable.toString());
      return Optional.empty();
    }
  }

  private static Bill make(Ride ride, Optional<TripView> trip, Optional<Metered> way) {
    var quote = ride.order().quote();
    var journey = trip.map(Journey::of).orElse(Journey.NONE);
    var endedAt = trip.map(TripView::movedAt).orElse(ride.movedAt());
    return switch (ride.state()) {
      case RideState.Driven(var status, var _) when status == RideStatus.COMPLETED ->
          Billing.completed(quote, journey, way.map(Metered::measured));
      case RideState.Driven(var status, var _) when status == RideStatus.NO_SHOW ->
          Billing.noShow(quote, journey, endedAt);
      case RideState.Cancelled(var by, var _, var _) ->
          Billing.cancelled(quote, Cancellation.By.valueOf(by), journey, endedAt);
      case RideState.NoDriver _, RideState.PaymentDeclined _ ->
          Billing.cancelled(quote, Cancellation.By.SYSTEM, journey, endedAt);
      case RideState.Scheduled _, RideState.Requested _, RideState.Matching _, RideState.Driven _ ->
          throw new IllegalStateException("ride %s is not over".formatted(ride.id()));
    };
  }
}
