package souk.payments.recon;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Cases.Wish;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/reconciliation/cases")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsReconciliationController {
  private final Cases cases;
  private final CaseRows rows;
  private final Idempotency idempotency;

  OpsReconciliationController(
      Cases cases, CaseRows rows, @Named("payments") Idempotency idempotency) {
    this.cases = cases;
    this.rows = rows;
    this.idempotency = idempotency;
  }

  /**
   * What is to be done about a case.
   *
   * @param journal key of the journal that is to be taken back; with REVERSE only
   */
  @Introspected
  @Schema(name = "ReconciliationResolution")
  record Resolution(
      @NotNull CaseAction action,
      @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "\\P{Cntrl}*") String journal,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {
    Wish wish() {
      if ((action == CaseAction.REVERSE) != (journal != null)) {
        throw Problem.malformed(
            "journal_misplaced", "Give a journal with REVERSE, and only there.");
      }
      return new Wish(action, journal == null ? "" : journal, reason.strip());
    }
  }

  @Introspected
  @Schema(name = "ReconciliationRejection")
  record Rejection(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /**
   * A case with what both sides say.
   *
   * @param journals keys of the ledger's journals about it, the first 200
   * @param statement the provider's movements, the first 200
   * @param unreadable lines of the provider's that nobody here can read, the first 200
   */
  @Introspected
  @Schema(name = "ReconciliationCaseDetail")
  record Detail(
      CaseStanding standing,
      List<String> journals,
      List<StatementLine> statement,
      List<UnreadableLine> unreadable) {}

  @Get("{?status,reference,cursor,limit}")
  @Operation(summary = "Differences to the provider's statement, the newest first")
  Page<CaseStanding> list(
      @Nullable @QueryValue CaseStatus status,
      @Nullable @QueryValue @Pattern(regexp = "\\P{Cntrl}{1,255}") String reference,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = cases.page(status, reference, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, CaseStanding::openedAt, CaseStanding::id, one -> one);
  }

  @Get("/{caseId}")
  @Operation(summary = "One difference with what both sides say")
  Detail show(UUID caseId) {
    var standing = cases.find(caseId).orElseThrow(() -> Problem.notFound("case"));
    var reference = standing.reference();
    return new Detail(
        standing, rows.journals(reference), rows.statement(reference), rows.unreadable(reference));
  }

  /** Answers 202: it is done, or another operator is asked first. */
  @Post("/{caseId}/resolution")
  @Idempotent
  @Operation(summary = "Explain a difference, or correct it in the ledger")
  @ApiResponse(
      responseCode = "202",
      description = "The case; a posting above the limit awaits another operator's approval",
      content = @Content(schema = @Schema(implementation = CaseStanding.class)))
  HttpResponse<?> resolve(
      Person operator, UUID caseId, IdempotentCall call, @Body @Valid Resolution resolution) {
    var wish = resolution.wish();
    return Idempotency.http(
        Corrections.orRefused(
            () -> idempotency.once(call, () -> resolved(operator, caseId, wish))));
  }

  private Answer resolved(Person operator, UUID caseId, Wish wish) {
    var standing = cases.resolve(operator, caseId, wish);
    var at = "/v1/ops/reconciliation/cases/" + caseId;
    return idempotency.json(202, Map.of("Location", at), caseId, standing);
  }

  /** Once it is approved, saying so again changes nothing. */
  @Post("/{caseId}/approve")
  @Operation(summary = "Agree to a correction that another operator asked for")
  CaseStanding approve(Person operator, UUID caseId) {
    return Corrections.orRefused(() -> cases.approve(operator, caseId));
  }

  @Post("/{caseId}/reject")
  @Operation(summary = "Do not agree to a correction that another operator asked for")
  CaseStanding reject(Person operator, UUID caseId, @Body @Valid Rejection request) {
    return cases.reject(operator, caseId, request.reason().strip());
  }
}
