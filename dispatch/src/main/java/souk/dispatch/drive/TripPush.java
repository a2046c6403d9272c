package souk.dispatch.drive;

import jakarta.inject.Singleton;
import java.util.Set;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a driver's phones what became of his trip; of its end by others also without a socket. */
@Singleton
final class TripPush implements EventListener {
  private static final Notice CANCELLED =
      new Notice("Trip cancelled", "The trip you accepted was called off.");

  /** The others come when nobody drives it. */
  private static final Set<String> DRIVEN =
      Set.of(
          "trip.assigned",
          "trip.en_route",
          "trip.arrived",
          "trip.in_progress",
          TripEvent.DestinationChanged.TYPE,
          "trip.completed",
          "trip.cancelled");

  private final Push push;
  private final Json json;

  TripPush(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return DRIVEN.contains(type);
  }

  @Override
  public void heard(DomainEvent event) {
    var trip = json.read(event.payload(), TripView.class);
    var driver = trip.driver();
    if (driver == null) return;
    var message =
        new PushMessage(
            event.type(),
            event.id(),
            trip.id(),
            trip.version(),
            trip.movedAt(),
            DriversTrip.of(trip));
    switch (trip.status()) {
      case CANCELLED -> push.sendOrNotify(driver.id(), message, CANCELLED);
      case WAITING, OFFERED, ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, HOPELESS ->
          push.send(driver.id(), message);
    }
  }
}
