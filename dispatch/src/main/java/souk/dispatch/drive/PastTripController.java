package souk.dispatch.drive;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Controller("/v1/me/trips")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.DRIVER)
@Tag(name = "trips")
class PastTripController {
  private final TripBook trips;

  PastTripController(TripBook trips) {
    this.trips = trips;
  }

  /**
   * A trip as its driver may look it up later: without the rider.
   *
   * @param fare what the offer of it said
   */
  @Introspected
  @Schema(name = "PastTrip")
  record PastTrip(
      UUID id,
      TripStatus status,
      String cityId,
      String product,
      Point pickup,
      Point dropoff,
      Money fare,
      Instant assignedAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable Cancellation cancelled) {
    static PastTrip of(TripView trip) {
      return new PastTrip(
          trip.id(),
          trip.status(),
          trip.cityId(),
          trip.product(),
          trip.pickup(),
          trip.dropoff(),
          trip.fare(),
          acceptedAt(trip),
          trip.startedAt(),
          trip.completedAt(),
          trip.cancelled());
    }
  }

  @Get("{?cursor,limit}")
  @Operation(summary = "My trips that are over, the one I accepted last first")
  Page<PastTrip> list(
      Person driver,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = trips.pastOf(driver.id(), Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, PastTripController::acceptedAt, TripView::id, PastTrip::of);
  }

  private static Instant acceptedAt(TripView trip) {
    return Objects.requireNonNull(trip.assignedAt());
  }
}
