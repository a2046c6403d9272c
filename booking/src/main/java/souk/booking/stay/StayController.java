package souk.booking.stay;

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
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.postgres.DatabaseClock;

@Tag(name = "stays")
@Controller("/v1/stays")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class StayController {
  private final HoldStay holdStay;
  private final EndHold endHold;
  private final Stays stays;
  private final StayViews views;
  private final ConfirmStay confirmStay;
  private final CancelStay cancelStay;
  private final DatabaseClock clock;
  private final StayWakes wakes;
  private final StayReceipts receipts;
  private final Idempotency idempotency;

  StayController(
      HoldStay holdStay,
      EndHold endHold,
      Stays stays,
      StayViews views,
      ConfirmStay confirmStay,
      CancelStay cancelStay,
      DatabaseClock clock,
      StayWakes wakes,
      StayReceipts receipts,
      @Named("booking") Idempotency idempotency) {
    this.holdStay = holdStay;
    this.endHold = endHold;
    this.stays = stays;
    this.views = views;
    this.confirmStay = confirmStay;
    this.cancelStay = cancelStay;
    this.clock = clock;
    this.wakes = wakes;
    this.receipts = receipts;
    this.idempotency = idempotency;
  }

  /** The token of a quote. */
  @Introspected
  record HoldRequest(@NotBlank @Size(max = 16_384) String quote) {}

  /** The fee that the guest agrees to; without it, none. */
  @Introspected
  record CancelRequest(@Nullable Money fee) {}

  /** Which card pays. */
  @Introspected
  record ConfirmRequest(@NotNull UUID cardId) {}

  @Post
  @Idempotent
  @Operation(summary = "Hold the rooms of a quote for some minutes")
  @ApiResponse(
      responseCode = "201",
      description = "The rooms are held",
      content = @Content(schema = @Schema(implementation = StayView.class)))
  HttpResponse<?> hold(Person guest, IdempotentCall call, @Body @Valid HoldRequest request) {
    return Idempotency.http(
        idempotency.once(call, () -> answer(201, holdStay.hold(guest, request.quote()))));
  }

  @Get("/{stayId}")
  @Operation(summary = "One of my stays")
  StayView show(Person guest, UUID stayId) {
    return views.shown(stays.ofGuest(guest.id(), stayId));
  }

  @Get
  @Operation(summary = "My stays, newest first")
  Page<StayView> list(
      Person guest,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = stays.history(guest.id(), Cursor.of(cursor), limit + 1);
    var now = clock.now();
    return Page.of(found, limit, Stay::heldAt, Stay::id, stay -> views.kept(stay, now));
  }

  @Post("/{stayId}/renew")
  @Idempotent
  @Operation(summary = "Hold the rooms as long again, once")
  @ApiResponse(
      responseCode = "200",
      description = "The rooms are held for longer",
      content = @Content(schema = @Schema(implementation = StayView.class)))
  HttpResponse<?> renew(Person guest, UUID stayId, IdempotentCall call) {
    return Idempotency.http(
        idempotency.once(
            call, () -> answer(200, endHold.renew(stays.ofGuest(guest.id(), stayId).id()))));
  }

  /** Answers 202: the card is being asked; what became of it, the stay says. */
  @Post("/{stayId}/confirm")
  @Idempotent
  @Operation(summary = "Pay for held rooms, which books them")
  @ApiResponse(
      responseCode = "202",
      description =
          "The stay, whose card is being asked; what became of it is read at its Location",
      content = @Content(schema = @Schema(implementation = StayView.class)))
  HttpResponse<?> confirm(
      Person guest, UUID stayId, IdempotentCall call, @Body @Valid ConfirmRequest request) {
    var answer =
        idempotency.once(
            call, () -> answer(202, confirmStay.confirm(guest, stayId, request.cardId())));
    answer.subjectId().ifPresent(wakes::start);
    return Idempotency.http(answer);
  }

  @Get("/{stayId}/receipt")
  @Operation(summary = "The receipt of a paid stay, as it stands")
  StayReceiptView receipt(Person guest, UUID stayId) {
    return receipts.of(stays.ofGuest(guest.id(), stayId));
  }

  @Get("/{stayId}/cancellation")
  @Operation(summary = "What calling my stay off costs, and from when on it costs more")
  CancellationView cancellation(Person guest, UUID stayId) {
    var stay = stays.ofGuest(guest.id(), stayId);
    return CancellationView.of(stay, cancelStay.preview(stay), clock.now());
  }

  @Post("/{stayId}/cancel")
  @Operation(summary = "Give held rooms back, or call a booked stay off for the fee that was seen")
  StayView cancel(Person guest, UUID stayId, @Nullable @Body @Valid CancelRequest request) {
    var seen = request == null ? null : request.fee();
    return views.shown(cancelStay.byGuest(stays.ofGuest(guest.id(), stayId).id(), seen));
  }

  private Answer answer(int status, Stay stay) {
    var location = Map.of("Location", "/v1/stays/" + stay.id());
    return idempotency.json(status, location, stay.id(), views.kept(stay, clock.now()));
  }
}
