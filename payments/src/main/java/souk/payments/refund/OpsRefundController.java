package souk.payments.refund;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.page.Span;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsRefundController {
  private final Refunds refunds;
  private final SettleUnknownRefund settleUnknown;
  private final Idempotency idempotency;

  OpsRefundController(
      Refunds refunds,
      SettleUnknownRefund settleUnknown,
      @Named("payments") Idempotency idempotency) {
    this.refunds = refunds;
    this.settleUnknown = settleUnknown;
    this.idempotency = idempotency;
  }

  @Introspected
  @Schema(name = "RequestRefund")
  record RequestRefund(
      @NotNull Money amount,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Introspected
  @Schema(name = "RejectRefund")
  record RejectRefund(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** What an operator says became of a refund whose answer is missing. */
  @Introspected
  @Schema(name = "RefundResolution")
  record Resolution(
      @NotNull Outcome outcome,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** Whether the money went back to the card, or is on its way there. */
  @Schema(name = "RefundOutcome")
  enum Outcome {
    EXECUTED,
    NOT_EXECUTED
  }

  @Introspected
  @Schema(name = "RefundList")
  record RefundList(List<RefundStanding> items) {}

  /** Answers 202: the money is on its way, or another operator is asked first. */
  @Post("/charges/{chargeId}/refunds")
  @Idempotent
  @Operation(summary = "Give captured money back to its card")
  @ApiResponse(
      responseCode = "202",
      description = "The refund; above the limit it awaits another operator's approval",
      content = @Content(schema = @Schema(implementation = RefundStanding.class)))
  HttpResponse<?> request(
      Person operator, UUID chargeId, IdempotentCall call, @Body @Valid RequestRefund wanted) {
    if (wanted.amount().minor() <= 0) {
      throw Problem.malformed("amount_invalid", "amount must be more than nothing");
    }
    return Idempotency.http(idempotency.once(call, () -> requested(operator, chargeId, wanted)));
  }

  private Answer requested(Person operator, UUID chargeId, RequestRefund wanted) {
    var refund = refunds.request(operator, chargeId, wanted.amount(), wanted.reason().strip());
    var at = "/v1/ops/refunds/" + refund.refundId();
    return idempotency.json(202, Map.of("Location", at), refund.refundId(), refund);
  }

  @Get("/charges/{chargeId}/refunds")
  @Operation(summary = "The refunds of a charge, the first first")
  RefundList ofCharge(UUID chargeId) {
    return new RefundList(refunds.ofCharge(chargeId));
  }

  /**
   * @param reference the provider's id of the refund, or of the payment
   */
  @Get("/refunds{?status,order_id,payer_id,reference,from,until,cursor,limit}")
  @Operation(summary = "Refunds, the newest first; AWAITING_APPROVAL are those to decide on")
  Page<RefundStanding> list(
      @Nullable @QueryValue RefundStatus status,
      @Nullable @QueryValue("order_id") UUID orderId,
      @Nullable @QueryValue("payer_id") UUID payerId,
      @Nullable @QueryValue @Pattern(regexp = "[!-~]{1,255}") String reference,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant until,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var search = new RefundSearch(status, orderId, payerId, reference, Span.of(from, until));
    var found = refunds.page(search, Cursor.of(cursor), limit + 1);
    return Page.of(
        found, limit, RefundStanding::requestedAt, RefundStanding::refundId, refund -> refund);
  }

  @Get("/refunds/{refundId}")
  @Operation(summary = "One refund")
  RefundStanding show(UUID refundId) {
    return refunds.find(refundId).orElseThrow(() -> Problem.notFound("refund"));
  }

  /** Once it is approved, saying so again changes nothing. */
  @Post("/refunds/{refundId}/approve")
  @Operation(summary = "Agree to a refund that another operator asked for")
  RefundStanding approve(Person operator, UUID refundId) {
    return refunds.approve(operator, refundId);
  }

  /** The provider is asked first, and what it says is not overruled. */
  @Post("/refunds/{refundId}/resolution")
  @Operation(summary = "Say what became of a refund whose answer stays missing")
  RefundStanding resolve(Person operator, UUID refundId, @Body @Valid Resolution resolution) {
    settleUnknown.settle(Operator.of(operator), refundId, resolution);
    return show(refundId);
  }

  @Post("/refunds/{refundId}/reject")
  @Operation(summary = "Do not agree to a refund that another operator asked for")
  RefundStanding reject(Person operator, UUID refundId, @Body @Valid RejectRefund request) {
    return refunds.reject(operator, refundId, request.reason().strip());
  }
}
