package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.booking.destination.DestinationQuotes;
import souk.dispatch.city.Point;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

@Tag(name = "rides")
@Controller("/v1/rides/{rideId}/destination")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class DestinationController {
  private final ChangeDestination changeDestination;
  private final Rides rides;
  private final RideViews views;
  private final Idempotency idempotency;
  private final RideWakes wakes;

  DestinationController(
      ChangeDestination changeDestination,
      Rides rides,
      RideViews views,
      @Named("booking") Idempotency idempotency,
      RideWakes wakes) {
    this.changeDestination = changeDestination;
    this.rides = rides;
    this.views = views;
    this.idempotency = idempotency;
    this.wakes = wakes;
  }

  @Introspected
  @Schema(name = "DestinationQuoteRequest")
  record Wanted(@NotNull Point dropoff) {}

  /** The token of a quote for another destination. */
  @Introspected
  @Schema(name = "DestinationRequest")
  record Change(@NotBlank @Size(max = 8192) String quote) {}

  /** Which change is meant: its {@code id}. */
  @Introspected
  @Schema(name = "DestinationWithdrawal")
  record Withdrawal(@NotNull UUID changeId) {}

  /**
   * What the whole ride costs to another place; {@code quote} is the token to ask for that with.
   *
   * @param drivenM of the distance, what is driven already
   * @param authorize what would be reserved beyond what is
   */
  @Introspected
  @Schema(name = "DestinationQuote")
  record Quoted(
      UUID id,
      String quote,
      UUID rideId,
      Point dropoff,
      long distanceM,
      long durationS,
      long drivenM,
      Money fare,
      List<RideView.Line> breakdown,
      Money authorize,
      Instant expiresAt,
      long expiresInMs) {}

  @Post("/quotes")
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Price another destination for my ride, from where the car is")
  Quoted quote(Person rider, UUID rideId, @Body @Valid Wanted wanted) {
    var ride = mine(rider, rideId);
    return quoted(ride, changeDestination.quote(ride, wanted.dropoff()));
  }

  /** Answers 202: the driver is asked once the money is reserved; what he said, the ride says. */
  @Post
  @Idempotent
  @Operation(summary = "Ask my driver to go to another destination")
  @ApiResponse(
      responseCode = "202",
      description = "The ride with its change; what becomes of it is read at its Location",
      content = @Content(schema = @Schema(implementation = RideView.class)))
  HttpResponse<?> change(
      Person rider, UUID rideId, IdempotentCall call, @Body @Valid Change change) {
    var answer = idempotency.once(call, () -> proposed(rider, rideId, change));
    answer.subjectId().ifPresent(wakes::wake);
    return Idempotency.http(answer);
  }

  @Post("/withdraw")
  @Operation(summary = "Take another destination back, as long as the driver has not agreed")
  RideView withdraw(Person rider, UUID rideId, @Body @Valid Withdrawal withdrawal) {
    var ride = changeDestination.withdraw(mine(rider, rideId), withdrawal.changeId());
    wakes.wake(rideId);
    return views.withoutPosition(ride);
  }

  private Answer proposed(Person rider, UUID rideId, Change change) {
    changeDestination.propose(mine(rider, rideId), change.quote());
    var ride = mine(rider, rideId);
    return idempotency.json(
        202, Map.of("Location", "/v1/rides/" + rideId), rideId, views.withoutPosition(ride));
  }

  private Quoted quoted(Ride ride, DestinationQuotes.Sealed sealed) {
    var quote = sealed.quote().quote();
    return new Quoted(
        quote.id(),
        sealed.token(),
        ride.id(),
        quote.dropoff(),
        quote.distanceMetres(),
        quote.durationSeconds(),
        sealed.quote().driven(),
        quote.fare().total(),
        MoneyViews.lines(quote.fare()),
        changeDestination.extra(ride, quote.fare().total()),
        quote.expiresAt(),
        sealed.expiresIn().toMillis());
  }

  private Ride mine(Person rider, UUID rideId) {
    return rides
        .find(rideId)
        .filter(ride -> ride.order().riderId().equals(rider.id()))
        .orElseThrow(() -> Problem.notFound("ride"));
  }
}
