package souk.payments.risk;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.risk.ShadowReport.Report;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/risk/rules")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsRiskRuleController {
  private final RiskRules rules;
  private final ShadowReport reports;

  OpsRiskRuleController(RiskRules rules, ShadowReport reports) {
    this.rules = rules;
    this.reports = reports;
  }

  /** A version of a rule. */
  @Introspected
  record RuleView(
      String name,
      int version,
      RiskRule.Mode mode,
      RuleForm terms,
      RiskVerdict verdict,
      RiskVerdict ifUnknown,
      String reason,
      @Nullable UUID madeBy,
      Instant createdAt,
      Instant movedAt) {
    static RuleView of(RiskRule rule) {
      return new RuleView(
          rule.name(),
          rule.version(),
          rule.mode(),
          rule.form(),
          rule.verdict(),
          rule.ifUnknown(),
          rule.reason(),
          rule.madeBy(),
          rule.createdAt(),
          rule.movedAt());
    }
  }

  /** All versions, each name's latest first. */
  @Introspected
  record RuleList(List<RuleView> items, @Nullable String nextCursor) {}

  /**
   * The next version of a rule.
   *
   * @param replaces the latest version as the operator saw it; 0 for a new rule
   * @param verdict REVIEW or BLOCK
   * @param ifUnknown what it says when what it asks for is not known
   */
  @Introspected
  record NextRule(
      @NotBlank @Pattern(regexp = "[a-z][a-z0-9_]{2,59}") String name,
      @PositiveOrZero int replaces,
      @NotNull @Valid RuleForm terms,
      @NotNull RiskVerdict verdict,
      @NotNull RiskVerdict ifUnknown,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {
    RiskRules.Draft draft() {
      if (verdict == RiskVerdict.ALLOW) {
        throw Problem.refused("rule_incomplete", "A rule says REVIEW or BLOCK.");
      }
      return new RiskRules.Draft(name, replaces, terms, verdict, ifUnknown, reason.strip());
    }
  }

  /** Why. */
  @Introspected
  record Reason(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Get
  @Operation(summary = "The rules that payments are judged by, with all their versions")
  RuleList list() {
    return new RuleList(rules.all().stream().map(RuleView::of).toList(), null);
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Make the next version of a rule, in shadow")
  HttpResponse<RuleView> publish(Person operator, @Valid @Body NextRule next) {
    return HttpResponse.created(RuleView.of(rules.publish(Operator.of(operator), next.draft())));
  }

  @Get("/{name}/{version}/report")
  @Operation(summary = "What a rule has said, and what became of the payments it spoke about")
  Report report(@PathVariable String name, @PathVariable int version) {
    return reports.of(name, version);
  }

  @Post("/{name}/{version}/enforce")
  @Status(HttpStatus.OK)
  @Operation(summary = "Let a rule count that has been in shadow")
  RuleView enforce(
      Person operator,
      @PathVariable String name,
      @PathVariable int version,
      @Valid @Body Reason why) {
    return RuleView.of(rules.enforce(Operator.of(operator), name, version, why.reason().strip()));
  }

  @Post("/{name}/{version}/retire")
  @Status(HttpStatus.OK)
  @Operation(summary = "End a rule")
  RuleView retire(
      Person operator,
      @PathVariable String name,
      @PathVariable int version,
      @Valid @Body Reason why) {
    return RuleView.of(rules.retire(Operator.of(operator), name, version, why.reason().strip()));
  }
}
