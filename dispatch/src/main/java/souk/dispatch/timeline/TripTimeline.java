package souk.dispatch.timeline;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** Every move of a trip, with its version. */
@Singleton
final class TripTimeline implements TimelineSource {
  private final History history;
  private final Json json;

  TripTimeline(@Named("dispatch") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    return history.of(order, "trip.", LIMIT).stream().map(this::entry).toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var trip = json.read(event.payload(), TripView.class);
    return new TimelineEntry(
        event.at(),
        Source.DISPATCH,
        event.type(),
        actor(trip),
        event.type().equals(TripEvent.DestinationChanged.TYPE)
            ? "Trip goes to another destination"
            : summary(trip),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static Actor actor(TripView trip) {
    var driver = trip.driver();
    return switch (trip.status()) {
      case WAITING -> trip.version() == 1 ? Actor.rider(trip.riderId()) : Actor.SYSTEM;
      case OFFERED, HOPELESS -> Actor.SYSTEM;
      case ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED ->
          Actor.driver(Objects.requireNonNull(driver).id());
      case CANCELLED -> canceller(trip, Objects.requireNonNull(trip.cancelled()));
    };
  }

  private static Actor canceller(TripView trip, Cancellation cancellation) {
    return switch (cancellation.by()) {
      case RIDER -> Actor.rider(trip.riderId());
      case DRIVER -> Actor.driver(Objects.requireNonNull(trip.driver()).id());
      case OPS -> Actor.operator(null);
      case SYSTEM -> Actor.SYSTEM;
    };
  }

  private static String summary(TripView trip) {
    var cancellation = trip.cancelled();
    if (cancellation != null) return "Trip called off: " + cancellation.reason();
    var driver = trip.driver();
    return "Trip is %s%s".formatted(trip.status(), driver == null ? "" : " with " + driver.name());
  }
}
