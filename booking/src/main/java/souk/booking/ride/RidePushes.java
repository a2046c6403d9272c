package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Optional;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells the rider what became of his ride. */
@Singleton
final class RidePushes implements EventListener {
  private final Rides rides;
  private final RideViews views;
  private final Push push;
  private final Json json;

  RidePushes(Rides rides, RideViews views, Push push, Json json) {
    this.rides = rides;
    this.views = views;
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("ride.");
  }

  @Override
  public void heard(DomainEvent event) {
    var told = json.read(event.payload(), RideEvent.class);
    rides.find(told.rideId()).ifPresent(ride -> tell(ride, event, told));
  }

  /** The ride as it is now: a phone that is told late is not told what is no longer so. */
  private void tell(Ride ride, DomainEvent event, RideEvent told) {
    var message =
        new PushMessage(
            event.type(),
            event.id(),
            ride.id(),
            event.aggregateVersion(),
            event.at(),
            views.withoutPosition(ride));
    notice(event.type(), told)
        .ifPresentOrElse(
            notice -> push.sendOrNotify(told.riderId(), message, notice),
            () -> push.send(told.riderId(), message));
  }

  /** What a rider must know even with the app closed. */
  private static Optional<Notice> notice(String type, RideEvent told) {
    // he has asked for it this moment, phone in hand
    if (type.equals("ride.requested") && told.version() == 1) return Optional.empty();
    return switch (type) {
      case "ride.driver_assigned" ->
          Optional.of(new Notice("Driver found", "Your driver has accepted the ride."));
      case "ride.requested" ->
          Optional.of(new Notice("Your ride begins", "We are looking for your driver."));
      case RideEvent.PAYMENT_ACTION_REQUIRED ->
          Optional.of(new Notice("Confirm your payment", "Your bank asks you to confirm it."));
      case "ride.arrived" ->
          Optional.of(new Notice("Driver has arrived", "Your driver waits at the pick-up."));
      case RideEvent.DESTINATION_CHANGED ->
          Optional.of(new Notice("New destination", "Your driver goes where you asked to go."));
      case RideEvent.DESTINATION_REFUSED ->
          Optional.of(new Notice("Same destination", "Your ride goes on where it went."));
      case "ride.completed" ->
          Optional.of(new Notice("Ride completed", "Your receipt will be ready in a moment."));
      case "ride.cancelled" ->
          Optional.of(new Notice("Ride cancelled", "Your ride was called off."));
      case "ride.no_show" ->
          Optional.of(new Notice("Driver left", "Your driver waited and could not find you."));
      case "ride.no_driver" ->
          Optional.of(new Notice("No driver found", "Nobody was free; you were not charged."));
      case "ride.payment_declined" ->
          Optional.of(new Notice("Card declined", "Your card was refused; choose another one."));
      default -> Optional.empty();
    };
  }
}
