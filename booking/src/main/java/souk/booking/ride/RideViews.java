package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.ride.RideView.DriverView;
import souk.booking.tip.Tip;
import souk.booking.tip.Tips;
import souk.payments.charge.Charges;
import souk.payments.psp.NextAction;

/** Shows rides to their riders. */
@Singleton
public final class RideViews {
  private final Rides rides;
  private final DriverViews drivers;
  private final Tips tips;
  private final Charges charges;

  RideViews(Rides rides, DriverViews drivers, Tips tips, Charges charges) {
    this.rides = rides;
    this.drivers = drivers;
    this.tips = tips;
    this.charges = charges;
  }

  /** The rider's live ride, with where its driver is. */
  public Optional<RideView> activeOf(UUID riderId) {
    return rides.activeOf(riderId).map(this::withPosition);
  }

  /** The ride with the driver's last position, while he is on the job. */
  RideView withPosition(Ride ride) {
    return view(ride, drivers.withCar(ride).orElse(null));
  }

  /** The ride alone: for lists, pushes and stored answers. */
  RideView withoutPosition(Ride ride) {
    return view(ride, drivers.withoutCar(ride).orElse(null));
  }

  /** Kept with the charge alone, for it lets whoever has it act on the payment. */
  private Optional<NextAction> action(Ride ride) {
    if (ride.payment().status() != RidePayment.Status.REQUIRES_ACTION) return Optional.empty();
    return charges.nextAction(ride.id());
  }

  /** Only a ride that was driven to its end can have one. */
  private Optional<Tip> tip(Ride ride) {
    if (ride.status() != RideStatus.COMPLETED || ride.settledAt() == null) return Optional.empty();
    return tips.find(ride.id());
  }

  private RideView view(Ride ride, @Nullable DriverView driver) {
    var order = ride.order();
    return new RideView(
        ride.id(),
        ride.version(),
        ride.status(),
        order.cityId(),
        order.product(),
        order.pickup(),
        order.dropoff(),
        order.pickupAt(),
        ride.state() instanceof RideState.Scheduled booked ? booked.startAt() : null,
        order.fare().total(),
        order.quoteId(),
        new RideView.CardRef(order.cardId()),
        driver,
        MoneyViews.payment(ride, action(ride).orElse(null)),
        MoneyViews.bill(ride),
        tip(ride).map(MoneyViews::tip).orElse(null),
        cancellation(ride),
        ride.changes().stream().map(ChangeViews::of).toList(),
        ride.requestedAt(),
        ride.movedAt(),
        ride.settledAt());
  }

  private static RideView.@Nullable Cancellation cancellation(Ride ride) {
    return ride.state() instanceof RideState.Cancelled(String by, String reason, var _)
        ? new RideView.Cancellation(by, reason)
        : null;
  }
}
