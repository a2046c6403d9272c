package souk.booking.ride;

import jakarta.inject.Singleton;
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
import souk.platform.postgres.Transactions;

/** Makes out a ride's bill when the ride is over, before anything is taken. */
@Singleton
final class BillRide {
  private static final Logger log = LoggerFactory.getLogger(BillRide.class);

  private final Rides rides;
  private final Trips trips;
  private final Metering metering;
  private final DrivenWays ways;
  private final Transactions transactions;

  BillRide(
      Rides rides, Trips trips, Metering metering, DrivenWays ways, Transactions transactions) {
    this.rides = rides;
    this.trips = trips;
    this.metering = metering;
    this.ways = ways;
    this.transactions = transactions;
  }

  /** The ride with its bill; of several that were made at once the first that is stored stays. */
  Ride bill(UUID rideId) {
    var ride = rides.find(rideId).orElseThrow();
    if (ride.money().bill() != null) return ride;
    var trip = trips.find(rideId);
    var way = way(ride, trip.map(Journey::of).orElse(Journey.NONE));
    var bill = make(ride, trip, way);
    return transactions.call(() -> {
      var changed = rides.change(rideId, present -> present.billed(bill)).orElseThrow();
      if (changed.moved()) way.ifPresent(driven -> ways.keep(rideId, driven.polyline()));
      return changed.after();
    });
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
