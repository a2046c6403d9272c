package souk.dispatch.chat;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** That messages were sent, and by whom; what they say is read with a reason only. */
@Singleton
final class ChatTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  ChatTimeline(@Named("dispatch") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "chat.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var sent = json.read(event.payload(), SendMessage.Sent.class);
    return new TimelineEntry(
        event.at(),
        Source.DISPATCH,
        event.type(),
        author(sent),
        "Message %d".formatted(sent.seq()),
        event.aggregateVersion(),
        Map.of("seq", sent.seq(), "driver_id", sent.driverId()));
  }

  private static Actor author(SendMessage.Sent sent) {
    return switch (sent.author()) {
      case RIDER -> Actor.rider(sent.riderId());
      case DRIVER -> Actor.driver(sent.driverId());
    };
  }
}
