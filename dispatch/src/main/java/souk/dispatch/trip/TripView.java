package souk.dispatch.trip;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * A trip as other modules see it: what {@link Trips} answers, and what every event of a trip
 * carries.
 *
 * @param id the order's own
 * @param version rises by one with every move, so that a projection can drop what it has
 * @param pickupAt when the pick-up is to be; null for as soon as possible
 * @param driver who drives, or drove when it was called off; null before somebody accepted, and
 *     again after he gave the trip back
 * @param movedAt when it came to where it stands, or its destination was changed there
 * @param destinationChange the order's change by which it goes where it goes; null while that is
 *     where it was ordered to
 */
@Introspected
public record TripView(
    UUID id,
    long version,
    TripStatus status,
    String cityId,
    String product,
    UUID riderId,
    String riderName,
    Point pickup,
    Point dropoff,
    @Nullable Instant pickupAt,
    Money fare,
    @Nullable TripDriver driver,
    @Nullable Cancellation cancelled,
    Instant requestedAt,
    Instant movedAt,
    @Nullable Instant assignedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable UUID destinationChange) {

  /** The trip as it stands. */
  public static TripView of(Trip trip) {
    var facts = trip.facts();
    var asked = facts.asked();
    var drive = trip.driven().orElse(null);
    return new TripView(
        asked.id(),
        facts.version(),
        trip.status(),
        asked.cityId().slug(),
        asked.product().slug(),
        asked.riderId(),
        asked.riderName(),
        asked.pickup(),
        asked.dropoff(),
        asked.pickupAt(),
        asked.fare(),
        drive == null ? null : drive.driver(),
        trip instanceof Trip.Cancelled cancelled ? cancelled.cancellation() : null,
        facts.requestedAt(),
        facts.movedAt(),
        drive == null ? null : drive.assignedAt(),
        drive == null ? null : drive.enRouteAt(),
        drive == null ? null : drive.arrivedAt(),
        drive == null ? null : drive.startedAt(),
        drive == null ? null : drive.completedAt(),
        facts.destinationChange());
  }
}
