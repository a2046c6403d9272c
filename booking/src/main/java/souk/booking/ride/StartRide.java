package souk.booking.ride;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import souk.booking.debt.Debts;
import souk.dispatch.trip.Cancellation;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * A booked ride begins when its time has come and its rider is free. Under the row's lock, so that
 * of beginning and calling off one wins; the rider is claimed in the same transaction.
 */
@Singleton
final class StartRide {
  static final String RIDER_BUSY = "rider_busy";
  static final String DEBT_OPEN = "debt_open";

  private final Rides rides;
  private final Debts debts;
  private final DatabaseClock clock;
  private final Transactions transactions;

  StartRide(Rides rides, Debts debts, DatabaseClock clock, Transactions transactions) {
    this.rides = rides;
    this.debts = debts;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** May be repeated at any time; a ride that cannot begin now notes when to try again. */
  void start(UUID rideId) {
    transactions.run(() -> {
      var changed = rides.change(rideId, this::startedOrDropped).orElseThrow();
      if (!changed.moved()) rides.startLater(rideId);
    });
  }

  private Ride startedOrDropped(Ride ride) {
    if (!(ride.state() instanceof RideState.Scheduled booked)) return ride;
    var now = clock.now();
    if (now.isBefore(booked.startAt())) return ride;
    var rider = ride.order().riderId();
    if (debts.owedBy(rider).isPresent()) return dropped(ride, DEBT_OPEN, now);
    if (rides.claimRider(rider, ride.id())) return ride.begun();
    return now.isBefore(booked.startUntil()) ? ride : dropped(ride, RIDER_BUSY, now);
  }

  private static Ride dropped(Ride ride, String reason, Instant now) {
    return ride.dropped(new CancelWish(Cancellation.By.SYSTEM, reason), now);
  }
}
