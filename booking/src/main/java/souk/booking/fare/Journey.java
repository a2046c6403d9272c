package souk.booking.fare;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.TripView;

/** When what happened on a trip; null is what has not. */
public record Journey(
    @Nullable Instant assignedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {
  /** Nobody was found yet. */
  public static final Journey NONE = new Journey(null, null, null, null, null);

  /** As the trip tells it. */
  public static Journey of(TripView trip) {
    return new Journey(
        trip.assignedAt(),
        trip.enRouteAt(),
        trip.arrivedAt(),
        trip.startedAt(),
        trip.completedAt());
  }

  /** The same, if it ended then. */
  Journey until(Instant now) {
    return new Journey(assignedAt, enRouteAt, arrivedAt, startedAt, now);
  }

  /** How long the driver waited at the pick-up until the rider sat in the car. */
  Duration waited() {
    if (arrivedAt == null || startedAt == null || startedAt.isBefore(arrivedAt)) {
      return Duration.ZERO;
    }
    return Duration.between(arrivedAt, startedAt);
  }

  boolean hasArrivedBy(Instant at) {
    return arrivedAt != null && !at.isBefore(arrivedAt);
  }
}
