package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.Cancellation;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "rides")
@Controller("/v1/rides")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class RideController {
  private final RequestRide requestRide;
  private final CancelRide cancelRide;
  private final Rides rides;
  private final RideViews views;
  private final ReceiptViews receipts;
  private final GiveTip giveTip;
  private final Idempotency idempotency;
  private final RideWakes wakes;

  RideController(
      RequestRide requestRide,
      CancelRide cancelRide,
      Rides rides,
      RideViews views,
      ReceiptViews receipts,
      GiveTip giveTip,
      @Named("booking") Idempotency idempotency,
      RideWakes wakes) {
    this.requestRide = requestRide;
    this.cancelRide = cancelRide;
    this.rides = rides;
    this.views = views;
    this.receipts = receipts;
    this.giveTip = giveTip;
    this.idempotency = idempotency;
    this.wakes = wakes;
  }

  /** The token of a quote, and which card pays. */
  @Introspected
  record RideRequest(@NotBlank @Size(max = 8192) String quote, @NotNull UUID cardId) {}

  @Introspected
  record CancelRequest(@Nullable @Size(max = 200) String reason) {}

  /** How much, and which card pays if it is not the ride's. */
  @Introspected
  record TipRequest(@NotNull Money amount, @Nullable UUID cardId) {}

  /** Answers 202: the ride exists and its saga drives it; what became of it, the ride says. */
  @Post
  @Idempotent
  @Operation(summary = "Request a ride with a quote")
  @ApiResponse(
      responseCode = "202",
      description = "The ride; what became of it is read at its Location",
      content = @Content(schema = @Schema(implementation = RideView.class)))
  HttpResponse<?> request(Person rider, IdempotentCall call, @Body @Valid RideRequest request) {
    var answer = idempotency.once(call, () -> accepted(rider, request));
    answer.subjectId().ifPresent(wakes::start);
    return Idempotency.http(answer);
  }

  @Get("/{rideId}")
  @Operation(summary = "One of my rides")
  RideView show(Person rider, UUID rideId) {
    return views.withPosition(mine(rider, rideId));
  }

  @Get
  @Operation(
      summary = "My rides, newest first; with scheduled=true, those to come, the soonest first")
  Page<RideView> list(
      Person rider,
      @QueryValue @Nullable @Pattern(regexp = "true|false", message = "must be true or false")
          String scheduled,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
    return "true".equals(scheduled)
        ? toCome(rider, cursor, limit)
        : history(rider, Cursor.of(cursor), limit);
  }

  private Page<RideView> history(Person rider, Cursor from, int limit) {
    var found = rides.history(rider.id(), from.createdAt(), from.id(), limit + 1);
    return Page.of(found, limit, Ride::requestedAt, Ride::id, views::withoutPosition);
  }

  private Page<RideView> toCome(Person rider, @Nullable String cursor, int limit) {
    var after = cursor == null ? new Cursor(Instant.EPOCH, new UUID(0, 0)) : Cursor.of(cursor);
    var found = rides.scheduled(rider.id(), after.createdAt(), after.id(), limit + 1);
    return Page.of(found, limit, Ride::pickupAt, Ride::id, views::withoutPosition);
  }

  @Post("/{rideId}/cancel")
  @Operation(summary = "Call my ride off")
  RideView cancel(Person rider, UUID rideId, @Nullable @Body @Valid CancelRequest request) {
    var reason = Optional.ofNullable(request).map(CancelRequest::reason).orElse("");
    var wish = new CancelWish(Cancellation.By.RIDER, reason);
    var cancelled = cancelRide.cancel(mine(rider, rideId), wish);
    wakes.wake(rideId);
    return views.withoutPosition(cancelled);
  }

  @Get("/{rideId}/receipt")
  @Operation(summary = "The receipt of a completed and paid ride")
  ReceiptView receipt(Person rider, UUID rideId) {
    return receipts.of(mine(rider, rideId));
  }

  /** Answers 202: the card is being asked; what it said, the ride's {@code tip} says. */
  @Post("/{rideId}/tip")
  @Idempotent
  @Operation(summary = "Give the driver of a completed ride a tip")
  @ApiResponse(
      responseCode = "202",
      description = "The ride with its tip, whose card is being asked",
      content = @Content(schema = @Schema(implementation = RideView.class)))
  HttpResponse<?> tip(
      Person rider, UUID rideId, IdempotentCall call, @Body @Valid TipRequest request) {
    return Idempotency.http(idempotency.once(call, () -> tipped(rider, rideId, request)));
  }

  private Answer tipped(Person rider, UUID rideId, TipRequest request) {
    var ride = mine(rider, rideId);
    giveTip.give(ride, request.amount(), request.cardId());
    return idempotency.json(
        202, Map.of("Location", "/v1/rides/" + rideId), rideId, views.withoutPosition(ride));
  }

  private Answer accepted(Person rider, RideRequest request) {
    var ride = requestRide.request(rider, request.quote(), request.cardId());
    return idempotency.json(
        202, Map.of("Location", "/v1/rides/" + ride.id()), ride.id(), views.withoutPosition(ride));
  }

  private Ride mine(Person rider, UUID rideId) {
    return rides
        .find(rideId)
        .filter(ride -> ride.order().riderId().equals(rider.id()))
        .orElseThrow(() -> Problem.notFound("ride"));
  }
}
