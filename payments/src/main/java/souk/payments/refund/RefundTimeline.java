package souk.payments.refund;

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

/** What became of the refunds of an order. */
@Singleton
final class RefundTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  RefundTimeline(@Named("payments") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "refund.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var refund = json.read(event.payload(), RefundStanding.class);
    return new TimelineEntry(
        event.at(),
        Source.PAYMENTS,
        event.type(),
        actor(refund),
        "Refund of %s is %s".formatted(refund.amount(), refund.status()),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static Actor actor(RefundStanding refund) {
    var decider = refund.decidedBy();
    return switch (refund.status()) {
      case AWAITING_APPROVAL -> Actor.operator(refund.requestedBy());
      case REFUNDING, REJECTED -> Actor.operator(decider == null ? refund.requestedBy() : decider);
      case UNKNOWN, PENDING, SUCCEEDED, FAILED -> Actor.SYSTEM;
    };
  }
}
