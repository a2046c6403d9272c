package souk.dispatch.offer;

import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a driver's phones, or himself without one, that a trip is no longer his. */
@Singleton
final class TakenAwayPush implements EventListener {
  private static final Notice NOTICE =
      new Notice("Trip taken back", "Another driver takes the trip you accepted.");

  private final Push push;
  private final Json json;

  TakenAwayPush(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.equals(TakeTripAway.EVENT);
  }

  @Override
  public void heard(DomainEvent event) {
    var taken = json.read(event.payload(), TakeTripAway.Taken.class);
    var trip = taken.trip();
    push.sendOrNotify(
        taken.driverId(),
        new PushMessage("trip.reassigned", event.id(), trip.id(), trip.version(), event.at(), trip),
        NOTICE);
  }
}
