package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.booking.ride.RideView.DriverView;
import souk.booking.tip.Tip;
import souk.booking.tip.Tips;
import souk.payments.charge.Charges;

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
  private @Nullable PayerAction action(RidePayment payment, UUID chargeId) {
    if (payment.status() != RidePayment.Status.REQUIRES_ACTION) return null;
    return PayerAction.of(charges.nextAction(chargeId));
  }

  /** Only a ride that was driven to its end can have one. */
  private RideView.@Nullable TipView tip(Ride ride) {
    if (ride.status() != RideStatus.COMPLETED || ride.settledAt() == null) return null;
    return tips.find(ride.id()).map(tip -> MoneyViews.tip(tip, action(tip))).orElse(null);
  }

  private @Nullable PayerAction action(Tip tip) {
    return switch (tip.status()) {
      case REQUIRES_ACTION -> PayerAction.of(charges.nextAction(tip.chargeId()));
      case PENDING, PAID, REFUSED -> null;
    };
  }

  /** Whoever wants it no more is asked no more, though his charge may not be released yet. */
  private @Nullable PayerAction action(DestinationChange change) {
    var isWanted = change.isOpen() && !change.withdrawn();
    return isWanted ? action(change.payment(), change.id()) : null;
  }

  private List<RideView.Change> changes(Ride ride) {
    return ride.changes().stream().map(change -> ChangeViews.of(change, action(change))).toList();
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
        MoneyViews.payment(ride, action(ride.payment(), ride.id())),
        MoneyViews.bill(ride),
        tip(ride),
        cancellation(ride),
        changes(ride),
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
