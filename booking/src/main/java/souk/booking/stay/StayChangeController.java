package souk.booking.stay;

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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.quote.StayWish;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.postgres.DatabaseClock;

@Tag(name = "stays")
@Controller("/v1/stays/{stayId}")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class StayChangeController {
  private final ChangeStay changeStay;
  private final Stays stays;
  private final StayViews views;
  private final DatabaseClock clock;
  private final Idempotency idempotency;

  StayChangeController(
      ChangeStay changeStay,
      Stays stays,
      StayViews views,
      DatabaseClock clock,
      @Named("booking") Idempotency idempotency) {
    this.changeStay = changeStay;
    this.stays = stays;
    this.views = views;
    this.clock = clock;
    this.idempotency = idempotency;
  }

  /**
   * What shall be otherwise; what is missing stays as it is.
   *
   * @param departure not after the booked one
   * @param rooms those that are kept, each of a type and under a plan that is booked
   * @param guestName whom the hotel expects
   */
  @Introspected
  record StayChangeRequest(
      @Nullable LocalDate departure,
      @Nullable @Size(min = 1, max = 20) List<@NotNull @Valid RoomWish> rooms,
      @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*")
          String guestName) {

    StayWish wish(StayWish booked) {
      var until = Optional.ofNullable(departure).orElse(booked.span().departure());
      return new StayWish(
          booked.hotelId(),
          Span.asked(booked.span().arrival(), until),
          Optional.ofNullable(rooms).orElse(booked.rooms()));
    }

    String name(String booked) {
      return guestName == null || guestName.isBlank() ? booked : guestName.strip();
    }
  }

  /** The token of a quote of a change. */
  @Introspected
  record ApplyChangeRequest(@NotBlank @Size(max = 16_384) String quote) {}

  @Post("/change-quotes")
  @Status(HttpStatus.CREATED)
  @Operation(summary = "What giving up nights or rooms of my stay, or other guests, makes of it")
  HttpResponse<ChangeQuoteView> quote(
      Person guest, UUID stayId, @Body @Valid StayChangeRequest request) {
    var stay = stays.ofGuest(guest.id(), stayId);
    return HttpResponse.created(
        changeStay.preview(
            stay, request.wish(stay.quote().wish()), request.name(stay.guestName())));
  }

  @Post("/changes")
  @Idempotent
  @Operation(summary = "Change my stay as it was shown")
  @ApiResponse(
      responseCode = "200",
      description = "The stay as it is now; what goes back is on its way",
      content = @Content(schema = @Schema(implementation = StayView.class)))
  HttpResponse<?> change(
      Person guest, UUID stayId, IdempotentCall call, @Body @Valid ApplyChangeRequest request) {
    return Idempotency.http(
        idempotency.once(
            call,
            () -> {
              var stay = changeStay.change(guest.id(), stayId, request.quote());
              var location = Map.of("Location", "/v1/stays/" + stay.id());
              return idempotency.json(200, location, stay.id(), views.kept(stay, clock.now()));
            }));
  }
}
