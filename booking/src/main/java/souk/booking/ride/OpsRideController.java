package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/rides")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsRideController {
  private final Rides rides;
  private final CancelRide cancelRide;
  private final RideWakes wakes;

  OpsRideController(Rides rides, CancelRide cancelRide, RideWakes wakes) {
    this.rides = rides;
    this.cancelRide = cancelRide;
    this.wakes = wakes;
  }

  @Introspected
  @Schema(name = "OpsCancelRide")
  record Cancel(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** A ride in a list: where it and its money stand, and who is in it. */
  @Introspected
  record Line(
      UUID id,
      RideStatus status,
      RidePhase phase,
      RidePayment.Status payment,
      String cityId,
      UUID riderId,
      @Nullable UUID driverId,
      Money fare,
      Instant requestedAt,
      Instant updatedAt,
      @Nullable Instant settledAt) {
    static Line of(RideRow row) {
      return new Line(
          row.id(),
          RideStatus.valueOf(row.status()),
          RidePhase.valueOf(row.phase()),
          RidePayment.Status.valueOf(row.payment()),
          row.cityId(),
          row.riderId(),
          row.driverId(),
          new Money(row.fareMinor(), Currency.getInstance(row.currency())),
          row.requestedAt(),
          row.movedAt(),
          row.settledAt());
    }
  }

  @Get("{?status,settled,cursor,limit}")
  @Operation(summary = "Everybody's rides, newest first")
  Page<Line> list(
      @Nullable @QueryValue RideStatus status,
      @Nullable @QueryValue @Pattern(regexp = "true|false", message = "must be true or false")
          String settled,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    // as a Boolean, whatever is not "true" would be taken for false
    var flag = settled == null ? null : Boolean.valueOf(settled);
    var found = rides.page(status, flag, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, RideRow::requestedAt, RideRow::id, Line::of);
  }

  @Post("/{rideId}/cancel")
  @Operation(summary = "Call somebody's ride off, until the rider sits in the car")
  Line cancel(Person operator, UUID rideId, @Body @Valid Cancel request) {
    var ride = rides.find(rideId).orElseThrow(() -> Problem.notFound("ride"));
    cancelRide.cancel(Operator.of(operator), ride, request.reason().strip());
    wakes.wake(rideId);
    return Line.of(rides.row(rideId));
  }
}
