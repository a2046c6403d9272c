package souk.payments.charge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** What became of the charges of an order. */
@Singleton
final class ChargeTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  ChargeTimeline(@Named("payments") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "charge.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var charge = json.read(event.payload(), ChargeStanding.class);
    return new TimelineEntry(
        event.at(),
        Source.PAYMENTS,
        event.type(),
        Actor.SYSTEM,
        summary(charge),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static String summary(ChargeStanding charge) {
    var reason = charge.reason();
    return "Charge is %s%s".formatted(charge.status(), reason == null ? "" : ": " + reason);
  }
}
