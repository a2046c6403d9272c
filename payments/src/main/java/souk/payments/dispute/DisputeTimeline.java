package souk.payments.dispute;

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

/** What became of the disputes of an order. */
@Singleton
final class DisputeTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  DisputeTimeline(@Named("payments") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "dispute.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var dispute = json.read(event.payload(), DisputeStanding.class);
    return new TimelineEntry(
        event.at(),
        Source.PAYMENTS,
        event.type(),
        Actor.SYSTEM,
        "Dispute of %s is %s".formatted(dispute.amount(), dispute.status()),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }
}
