package souk.dispatch.offer;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a driver's phones, or himself without one, that a trip is no longer his. */
@Singleton
final class TakenAwayPush implements EventHandler {
  private static final Notice NOTICE =
      new Notice("Trip taken back", "Another driver takes the trip you accepted.");

  private final Push push;
  private final Json json;
  private final ModuleSchema schema;

  TakenAwayPush(Push push, Json json, @Named("dispatch") ModuleSchema schema) {
    this.push = push;
    this.json = json;
    this.schema = schema;
  }

  @Override
  public String name() {
    return "taken-away-push";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.equals(TakeTripAway.EVENT);
  }

  @Override
  public void handle(DomainEvent event) {
    var taken = json.read(event.payload(), TakeTripAway.Taken.class);
    var trip = taken.trip();
    push.sendOrNotify(
        taken.driverId(),
        new PushMessage(
            "trip.reassigned", Push.nextId(), trip.id(), trip.version(), event.at(), trip),
        NOTICE);
  }
}
