package souk.payments.risk;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.risk.ReviewCases.CaseFinding;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Tag(name = "operations")
@Controller("/v1/ops")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsRiskController {
  private static final int DECISIONS_MAX = 100;

  private final DecisionRows decisions;
  private final ReviewCases cases;
  private final Json json;

  OpsRiskController(DecisionRows decisions, ReviewCases cases, Json json) {
    this.decisions = decisions;
    this.cases = cases;
    this.json = json;
  }

  /** A decision with what it was made from. */
  @Introspected
  record DecisionView(
      UUID chargeId,
      Instant decidedAt,
      RiskVerdict verdict,
      Money amount,
      UUID payerId,
      UUID cardId,
      @Nullable String device,
      @Nullable String network,
      @Nullable String cardCountry,
      @Nullable String addressCountry,
      List<Finding> findings) {}

  @Introspected
  record DecisionList(List<DecisionView> items, @Nullable String nextCursor) {}

  /** A payment to be looked at; without a finding the case is open. */
  @Introspected
  record CaseView(
      UUID id,
      UUID chargeId,
      Instant createdAt,
      @Nullable String finding,
      @Nullable UUID decidedBy,
      @Nullable String reason,
      @Nullable Instant decidedAt) {
    static CaseView of(CaseRow row) {
      return new CaseView(
          row.id(),
          row.chargeId(),
          row.createdAt(),
          row.finding(),
          row.decidedBy(),
          row.reason(),
          row.decidedAt());
    }
  }

  /** What an operator found. */
  @Introspected
  record CaseDecision(
      @NotNull CaseFinding finding,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Get("/orders/{kind}/{id}/risk")
  @Operation(summary = "What was decided about an order's payments before they were asked for")
  DecisionList decisions(@PathVariable String kind, @PathVariable UUID id) {
    var rows = decisions.ofOrder(kind, id, DECISIONS_MAX);
    return new DecisionList(rows.stream().map(this::view).toList(), null);
  }

  private DecisionView view(DecisionRow row) {
    return new DecisionView(
        row.chargeId(),
        row.decidedAt(),
        RiskVerdict.valueOf(row.verdict()),
        new Money(row.amountMinor(), Currency.getInstance(row.currency())),
        row.payerId(),
        row.cardId(),
        row.device(),
        row.network(),
        row.cardCountry(),
        row.addressCountry(),
        List.of(json.read(row.findings(), Finding[].class)));
  }

  @Get("/risk/cases{?open,cursor,limit}")
  @Operation(summary = "Payments that a person should look at, the newest first")
  Page<CaseView> cases(
      @QueryValue(defaultValue = "true") boolean open,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = cases.page(open, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, CaseRow::createdAt, CaseRow::id, CaseView::of);
  }

  @Post("/risk/cases/{id}/decide")
  @Status(HttpStatus.OK)
  @Operation(
      summary = "Close a case",
      description =
          "A fraud's card and account are refused from now on. The payment itself goes on; refund it"
              + " if it was taken.")
  CaseView decide(Person operator, @PathVariable UUID id, @Valid @Body CaseDecision decision) {
    return CaseView.of(
        cases.decide(Operator.of(operator), id, decision.finding(), decision.reason().strip()));
  }

  /** What is to be taken off the list. */
  @Introspected
  record Unlisting(
      @NotNull @Pattern(regexp = "CARD|ACCOUNT") String kind,
      @NotBlank @Size(max = 100) String key,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Post("/risk/unlist")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a card or an account off the list of those that are always refused")
  void unlist(Person operator, @Valid @Body Unlisting entry) {
    cases.unlist(Operator.of(operator), entry.kind(), entry.key(), entry.reason().strip());
  }
}
