package souk.payments.charge;

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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.page.Span;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/charges")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsChargeController {
  private final ChargeRows rows;
  private final SettleUnknown settleUnknown;
  private final ExpiryAlarm expiry;

  OpsChargeController(ChargeRows rows, SettleUnknown settleUnknown, ExpiryAlarm expiry) {
    this.rows = rows;
    this.expiry = expiry;
    this.settleUnknown = settleUnknown;
  }

  /** What an operator says became of the operation whose answer is missing. */
  @Introspected
  @Schema(name = "ChargeResolution")
  record Resolution(
      @NotNull Outcome outcome,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** Whether the provider did what it was asked for. */
  @Schema(name = "ChargeOutcome")
  enum Outcome {
    EXECUTED,
    NOT_EXECUTED
  }

  /**
   * A charge as operations see it.
   *
   * @param operation what the provider is being asked for, or was when the answer was lost
   * @param looks how often it was looked at since it last moved
   */
  @Introspected
  @Schema(name = "Charge")
  record ChargeView(
      UUID id,
      @Nullable String orderKind,
      @Nullable UUID orderId,
      @Nullable UUID payerId,
      ChargeStanding standing,
      @Nullable String operation,
      @Nullable String pspReference,
      @Nullable String pspCode,
      int looks,
      Instant createdAt,
      Instant intendedAt,
      Instant movedAt,
      @Nullable Instant nextLookAt) {
    static ChargeView of(ChargeRow row) {
      return new ChargeView(
          row.id(),
          row.orderKind(),
          row.orderId(),
          row.payerId(),
          ChargeMapping.stored(row).standing(),
          row.operation(),
          row.pspReference(),
          row.pspCode(),
          row.looks(),
          row.createdAt(),
          row.intendedAt(),
          row.movedAt(),
          row.nextWakeAt());
    }
  }

  @Get("{?status,order_id,payer_id,reference,from,until,cursor,limit}")
  @Operation(summary = "Charges by status, order, payer or the provider's reference, newest first")
  Page<ChargeView> list(
      @QueryValue @Nullable ChargeStatus status,
      @Nullable @QueryValue("order_id") UUID orderId,
      @Nullable @QueryValue("payer_id") UUID payerId,
      @Nullable @QueryValue @Pattern(regexp = "[!-~]{1,255}") String reference,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant until,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var span = Span.of(from, until);
    var before = Cursor.of(cursor);
    var found =
        rows.page(
            status == null ? null : status.name(),
            orderId,
            payerId,
            reference,
            span.from(),
            span.until(),
            before.createdAt(),
            before.id(),
            limit + 1);
    return Page.of(found, limit, ChargeRow::createdAt, ChargeRow::id, ChargeView::of);
  }

  /** What of them is wanted has to be captured by its order before then. */
  @Get("/expiring{?cursor,limit}")
  @Operation(summary = "Charges whose authorization runs out soon or has, the most urgent first")
  Page<ChargeView> expiring(
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var after = cursor == null ? new Cursor(Instant.EPOCH, new UUID(0, 0)) : Cursor.of(cursor);
    var within = expiry.within().toMillis();
    var found = rows.expiring(within, after.createdAt(), after.id(), limit + 1);
    return Page.of(
        found,
        limit,
        row -> Objects.requireNonNull(row.captureBefore()),
        ChargeRow::id,
        ChargeView::of);
  }

  @Get("/{chargeId}")
  @Operation(summary = "One charge")
  ChargeView charge(UUID chargeId) {
    return rows.find(chargeId).map(ChargeView::of).orElseThrow(() -> Problem.notFound("charge"));
  }

  /** The provider is asked first, and what it says is not overruled. */
  @Post("/{chargeId}/resolution")
  @Operation(summary = "Say what became of an operation whose answer stays missing")
  ChargeView resolve(Person operator, UUID chargeId, @Body @Valid Resolution resolution) {
    settleUnknown.settle(Operator.of(operator), chargeId, resolution);
    return charge(chargeId);
  }
}
