package souk.booking.fare;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.TripView;

/**
 * When what happened on a trip; null is what has not.
 *
 * @param pickupAt for when the pick-up was booked; null for as soon as possible
 */
public record Journey(
    @Nullable Instant assignedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Instant pickupAt) {
  /** Nobody was found yet. */
  public static final Journey NONE = new Journey(null, null, null, null, null);

  /** Asked for as soon as possible. */
  public Journey(
      @Nullable Instant assignedAt,
      @Nullable Instant enRouteAt,
      @Nullable Instant arrivedAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt) {
    this(assignedAt, enRouteAt, arrivedAt, startedAt, completedAt, null);
  }

  /** As the trip tells it. */
  public static Journey of(TripView trip) {
    return new Journey(
        trip.assignedAt(),
        trip.enRouteAt(),
        trip.arrivedAt(),
        trip.startedAt(),
        trip.completedAt(),
        trip.pickupAt());
  }

  /** The same, if it ended then. */
  Journey until(Instant now) {
    return new Journey(assignedAt, enRouteAt, arrivedAt, startedAt, now, pickupAt);
  }

  /**
   * From when on the rider lets the driver wait: the arrival, though not before the time that was
   * booked. Who comes early does so at his own expense.
   */
  Optional<Instant> awaitedFrom() {
    return Optional.ofNullable(arrivedAt)
        .map(arrived -> pickupAt == null || pickupAt.isBefore(arrived) ? arrived : pickupAt);
  }

  /** How long the rider let the driver wait at the pick-up until he sat in the car. */
  Duration waited() {
    var boarded = startedAt;
    if (boarded == null) return Duration.ZERO;
    return awaitedFrom()
        .filter(from -> from.isBefore(boarded))
        .map(from -> Duration.between(from, boarded))
        .orElse(Duration.ZERO);
  }

  /** Whether the driver has set off for the pick-up by then. */
  boolean isUnderWayBy(Instant at) {
    return enRouteAt != null && !at.isBefore(enRouteAt);
  }

  /** Whether the rider lets the driver wait by then. */
  boolean isAwaitedBy(Instant at) {
    return awaitedFrom().filter(from -> !at.isBefore(from)).isPresent();
  }
}
