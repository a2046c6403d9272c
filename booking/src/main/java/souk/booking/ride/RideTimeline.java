package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.History;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** Every state a ride has been in, with its version, and what became of its tip and its debt. */
@Singleton
final class RideTimeline implements TimelineSource {
  private static final String SETTLED = "ride.settled";
  private static final Set<String> BY_SYSTEM =
      Set.of(SETTLED, RideEvent.DESTINATION_REFUSED, RideEvent.PAYMENT_ACTION_REQUIRED);
  private static final String SCHEDULED = "ride.scheduled";
  private static final String REQUESTED = "ride.requested";

  private final History history;
  private final Json json;

  RideTimeline(@Named("booking") History history, Json json) {
    this.history = history;
    this.json = json;
  }

  @Override
  public List<TimelineEntry> of(UUID order) {
    var states = history.of(order, "ride.", LIMIT).stream().map(this::entry);
    var money = Stream.of("tip.", "debt.").flatMap(kind -> history.of(order, kind, LIMIT).stream());
    return Stream.concat(states, money.map(this::ofMoney)).limit(LIMIT).toList();
  }

  private TimelineEntry ofMoney(DomainEvent event) {
    return new TimelineEntry(
        event.at(),
        Source.BOOKING,
        event.type(),
        Actor.SYSTEM,
        event.type().replace('.', ' ').replace('_', ' '),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private TimelineEntry entry(DomainEvent event) {
    var ride = json.read(event.payload(), RideEvent.class);
    return new TimelineEntry(
        event.at(),
        Source.BOOKING,
        event.type(),
        actor(event.type(), ride),
        summary(event.type(), ride),
        event.aggregateVersion(),
        json.read(event.payload(), Object.class));
  }

  private static Actor actor(String type, RideEvent ride) {
    if (BY_SYSTEM.contains(type)) return Actor.SYSTEM;
    if (type.equals(SCHEDULED)) return Actor.rider(ride.riderId());
    if (type.equals(REQUESTED)) return isBegun(ride) ? Actor.SYSTEM : Actor.rider(ride.riderId());
    if (ride.cancelledBy() != null) return canceller(ride.cancelledBy(), ride);
    return ride.driverId() == null ? Actor.SYSTEM : Actor.driver(ride.driverId());
  }

  private static Actor canceller(String by, RideEvent ride) {
    return switch (by) {
      case "RIDER" -> Actor.rider(ride.riderId());
      case "OPS" -> Actor.operator(null);
      default -> Actor.SYSTEM;
    };
  }

  /** Its first version was the booking. */
  private static boolean isBegun(RideEvent ride) {
    return ride.version() > 1;
  }

  private static String summary(String type, RideEvent ride) {
    if (type.equals(SETTLED)) return "Ride is settled";
    if (type.equals(RideEvent.PAYMENT_ACTION_REQUIRED)) {
      return "Rider is asked to authenticate his payment";
    }
    if (type.equals(RideEvent.DESTINATION_CHANGED)) return "Ride goes to another destination";
    if (type.equals(RideEvent.DESTINATION_REFUSED)) {
      return "Ride goes on as it was: " + ride.reason();
    }
    if (type.equals(SCHEDULED)) return "Ride is booked for " + ride.pickupAt();
    if (type.equals(REQUESTED) && isBegun(ride)) return "Booked ride begins";
    var reason = ride.reason();
    return "Ride is %s%s".formatted(ride.status(), reason == null ? "" : ": " + reason);
  }
}
