package souk.dispatch.trip;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;

/** A trip as its driver sees it. */
@Introspected
@Schema(name = "Trip")
public record DriversTrip(
    UUID id,
    long version,
    TripStatus status,
    String cityId,
    String product,
    Point pickup,
    Point dropoff,
    @Nullable Instant pickupAt,
    @Nullable UUID driverId,
    Rider rider,
    @Nullable Instant assignedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Cancellation cancelled) {

  /** All that a driver is told of whom he drives. */
  @Introspected
  @Schema(name = "TripRider")
  public record Rider(String name) {}

  public static DriversTrip of(TripView trip) {
    var driver = trip.driver();
    return new DriversTrip(
        trip.id(),
        trip.version(),
        trip.status(),
        trip.cityId(),
        trip.product(),
        trip.pickup(),
        trip.dropoff(),
        trip.pickupAt(),
        driver == null ? null : driver.id(),
        new Rider(trip.riderName()),
        trip.assignedAt(),
        trip.enRouteAt(),
        trip.arrivedAt(),
        trip.startedAt(),
        trip.completedAt(),
        trip.cancelled());
  }
}
