package souk.dispatch.destination;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** That another destination was asked for, and what its driver said. */
@Singleton
final class ProposalTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  ProposalTimeline(@Named("dispatch") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "destination.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var proposal = json.read(event.payload(), DestinationProposal.class);
    return new TimelineEntry(
        event.at(),
        Source.DISPATCH,
        event.type(),
        actor(proposal),
        "Other destination is " + proposal.status().name().toLowerCase(Locale.ROOT),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static Actor actor(DestinationProposal proposal) {
    return switch (proposal.status()) {
      case ACCEPTED, DECLINED -> Actor.driver(proposal.driverId());
      case OPEN, EXPIRED, WITHDRAWN, LAPSED -> Actor.SYSTEM;
    };
  }
}
