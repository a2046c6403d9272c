package souk.booking.stay.ops;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/**
 * Everything that has become of a stay, with its version, and that its sides have reviewed it. What
 * their reviews say is in no event.
 */
@Singleton
final class StayTimeline implements TimelineSource {
  private static final String BY_HOTEL = "hotel";
  private static final String UNPAID = "payment_failed";

  private final History history;
  private final Json json;

  StayTimeline(@Named("booking") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  /** What is read of the events of stays, those of a later version too. */
  record Told(
      @Nullable UUID guestId,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String confirmation) {}

  @Override
  public List<TimelineEntry> of(UUID order) {
    return Stream.of("stay.", "review.")
        .flatMap(kind -> history.of(order, kind, LIMIT).stream())
        .map(this::entry)
        .limit(LIMIT)
        .toList();
  }

  private TimelineEntry entry(DomainEvent event) {
    var told = json.read(event.payload(), Told.class);
    return new TimelineEntry(
        event.at(),
        Source.BOOKING,
        event.type(),
        actor(event.type(), told),
        summary(event.type(), told),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static Actor actor(String type, Told told) {
    return switch (type) {
      case "stay.held", "stay.renewed", "stay.paying", "stay.changed" ->
          Actor.guest(told.guestId());
      case "stay.cancelled" -> canceller(told);
      case "stay.checked_in", "stay.no_show" -> Actor.host(null);
      default -> Actor.SYSTEM;
    };
  }

  private static Actor canceller(Told told) {
    if (BY_HOTEL.equals(told.reason())) return Actor.host(null);
    return UNPAID.equals(told.reason()) ? Actor.SYSTEM : Actor.guest(told.guestId());
  }

  private static String summary(String type, Told told) {
    return switch (type) {
      case "stay.renewed" -> "Hold is renewed";
      case "stay.payment_action_required" -> "Guest is asked to authenticate his payment";
      case "stay.payment_refused" -> "Card is refused" + because(told);
      case "stay.refunded" -> "What goes back is given back";
      case "stay.changed" -> "Guest has changed his stay";
      case "stay.confirmed" -> "Stay is CONFIRMED: " + told.confirmation();
      case "review.written" -> "A side has written its review";
      case "review.published" -> "Reviews can be read";
      default -> "Stay is " + told.status() + because(told);
    };
  }

  private static String because(Told told) {
    return told.reason() == null ? "" : ": " + told.reason();
  }
}
