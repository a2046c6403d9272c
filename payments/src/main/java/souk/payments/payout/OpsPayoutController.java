package souk.payments.payout;

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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.page.Span;
import souk.platform.problem.Problem;

@Controller("/v1/ops/payouts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsPayoutController {
  private final PayoutRows rows;
  private final OperatePayout operate;
  private final SettleUnknownPayout settleUnknown;

  OpsPayoutController(PayoutRows rows, OperatePayout operate, SettleUnknownPayout settleUnknown) {
    this.rows = rows;
    this.operate = operate;
    this.settleUnknown = settleUnknown;
  }

  @Introspected
  @Schema(name = "PayoutReason")
  record Reason(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** What an operator says became of what the provider was asked for last. */
  @Introspected
  @Schema(name = "PayoutResolution")
  record Resolution(
      @NotNull Outcome outcome,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /** Whether the provider did it; of what was sent to a bank, whether it arrived. */
  @Schema(name = "PayoutOutcome")
  enum Outcome {
    EXECUTED,
    NOT_EXECUTED
  }

  /**
   * A payout as operations see it.
   *
   * @param unanswered the provider's answer is missing, and is being found out
   * @param pspCode the provider's own word for why it did not arrive
   */
  @Introspected
  @Schema(name = "OpsPayout")
  record OpsView(
      PayoutView payout,
      UUID payeeId,
      String pspAccount,
      @Nullable UUID batchId,
      boolean unanswered,
      @Nullable String transfer,
      @Nullable String pspPayout,
      boolean takenBack,
      @Nullable String pspCode,
      int looks,
      @Nullable Instant finishedAt,
      List<PayoutRows.LogLine> log) {
    static OpsView of(PayoutRow row, List<PayoutRows.LogLine> log) {
      return new OpsView(
          PayoutView.of(row),
          row.payeeId(),
          row.pspAccount(),
          row.batchId(),
          row.unanswered(),
          row.transfer(),
          row.pspPayout(),
          row.takenBack(),
          row.pspCode(),
          row.looks(),
          row.finishedAt(),
          log);
    }
  }

  /**
   * @param reference the provider's id of the transfer, or of the payout on the payee's account
   */
  @Get("{?status,payee,batch,reference,from,until,cursor,limit}")
  @Operation(summary = "Payouts, the latest first")
  Page<OpsView> list(
      @Nullable @QueryValue PayoutStatus status,
      @Nullable @QueryValue UUID payee,
      @Nullable @QueryValue UUID batch,
      @Nullable @QueryValue @Pattern(regexp = "[!-~]{1,255}") String reference,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant until,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var span = Span.of(from, until);
    var before = Cursor.of(cursor);
    var found =
        rows.page(
            payee,
            batch,
            status == null ? null : status.name(),
            reference,
            span.from(),
            span.until(),
            before.createdAt(),
            before.id(),
            limit + 1);
    return Page.of(
        found, limit, PayoutRow::takenUpAt, PayoutRow::id, row -> OpsView.of(row, List.of()));
  }

  @Get("/{payoutId}")
  @Operation(summary = "A payout with its log")
  OpsView get(UUID payoutId) {
    var row = rows.find(payoutId).orElseThrow(() -> Problem.notFound("payout"));
    return OpsView.of(row, rows.logOf(payoutId, PayoutTraces.STEPS_MAX));
  }

  /** Once it is stopped, saying so again changes nothing. */
  @Post("/{payoutId}/cancel")
  @Operation(summary = "Stop a payout whose transfer was not asked for yet")
  OpsView cancel(Person operator, UUID payoutId, @Body @Valid Reason request) {
    operate.cancel(Operator.of(operator), payoutId, request.reason().strip());
    return get(payoutId);
  }

  /** The provider is asked first, and what it says is not overruled. */
  @Post("/{payoutId}/resolution")
  @Operation(summary = "Say what became of a transfer or payout whose answer stays missing")
  OpsView resolve(Person operator, UUID payoutId, @Body @Valid Resolution resolution) {
    settleUnknown.settle(Operator.of(operator), payoutId, resolution);
    return get(payoutId);
  }

  @Post("/{payoutId}/retry")
  @Operation(
      summary = "Ask for it again now; if it never arrives, let its payee's money go out again")
  OpsView retry(Person operator, UUID payoutId, @Body @Valid Reason request) {
    operate.retry(Operator.of(operator), payoutId, request.reason().strip());
    return get(payoutId);
  }
}
