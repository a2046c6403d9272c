package souk.payments.risk;

import static java.util.stream.Collectors.joining;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import souk.payments.risk.RiskRule.Mode;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.json.Json;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * The rules: versions that never change, each in shadow first, by operators who are remembered. A
 * change holds for every decision that begins after it, in every process.
 */
@Singleton
final class RiskRules {
  /**
   * Which rules there are. A version never changes, so this is another text whenever they are other
   * rules.
   */
  static final String LIVING =
      """
      (SELECT coalesce(string_agg(name || '/' || version || '/' || mode, ' ' ORDER BY name, version), '')
       FROM payments.risk_rule WHERE mode <> 'RETIRED')\
      """;

  private static final int LISTED_MAX = 500;

  private final RuleRows rows;
  private final Json json;
  private final ActionLog actions;
  private final Transactions transactions;
  private final Duration shadow;
  private volatile Known known = new Known("", List.of());

  RiskRules(
      RuleRows rows,
      Json json,
      ActionLog actions,
      Transactions transactions,
      @Value("${souk.risk.shadow:1h}") Duration shadow) {
    this.rows = rows;
    this.json = json;
    this.actions = actions;
    this.transactions = transactions;
    this.shadow = shadow;
  }

  /**
   * What an operator wants.
   *
   * @param replaces the latest version as he saw it; 0 for a rule that is new
   */
  record Draft(
      String name,
      int replaces,
      RuleForm form,
      RiskVerdict verdict,
      RiskVerdict ifUnknown,
      String reason) {}

  private record Known(String living, List<RiskRule> rules) {
    static Known of(List<RiskRule> rules) {
      return new Known(
          rules.stream()
              .map(rule -> rule.name() + "/" + rule.version() + "/" + rule.mode())
              .collect(joining(" ")),
          rules);
    }
  }

  /**
   * As the other; read again only when there are other rules than last time, so that a change holds
   * at once and costs nothing while there is none.
   *
   * @param living what {@link #LIVING} has just found
   */
  List<RiskRule> live(String living) {
    var present = known;
    if (present.living().equals(living)) return present.rules();
    var read = Known.of(live());
    known = read;
    return read.rules();
  }

  /** Those that are asked before every payment. */
  List<RiskRule> live() {
    return rows.live().stream().map(this::rule).toList();
  }

  /** All versions, each name's latest first. */
  List<RiskRule> all() {
    return rows.all(LISTED_MAX).stream().map(this::rule).toList();
  }

  Optional<RiskRule> find(String name, int version) {
    return rows.find(name, version).map(this::rule);
  }

  /**
   * Makes the next version, in shadow; an earlier one in shadow ends, an enforced one goes on.
   *
   * @throws Problem 422 {@code rule_incomplete}; 409 {@code rule_replaced}
   */
  RiskRule publish(Operator operator, Draft draft) {
    draft.form().terms();
    return transactions.call(() -> {
      rows.retireShadow(draft.name());
      var next = draft.replaces() + 1;
      var isNext = rows.latest(draft.name()) == draft.replaces();
      if (!isNext || add(operator, draft, next) == 0) throw replaced(draft.name());
      var made = find(draft.name(), next).orElseThrow();
      actions.add(operator, action("risk_rule.published", made, draft.reason()));
      return made;
    });
  }

  private int add(Operator operator, Draft draft, int version) {
    return rows.add(
        draft.name(),
        version,
        json.write(draft.form()),
        draft.verdict().name(),
        draft.ifUnknown().name(),
        operator.id(),
        draft.reason());
  }

  /**
   * Lets a rule count that has been in shadow for a while; the version that counted before ends.
   *
   * @throws Problem 404; 409 {@code rule_not_in_shadow} or {@code rule_too_young}
   */
  RiskRule enforce(Operator operator, String name, int version, String reason) {
    return move(
        operator,
        name,
        version,
        reason,
        "risk_rule.enforced",
        () -> {
          rows.retireEnforced(name);
          return rows.enforce(name, version, shadow.toSeconds());
        });
  }

  /**
   * Ends a rule.
   *
   * @throws Problem 404; 409 {@code rule_not_in_shadow} when it has ended before
   */
  RiskRule retire(Operator operator, String name, int version, String reason) {
    return move(
        operator, name, version, reason, "risk_rule.retired", () -> rows.retire(name, version));
  }

  private RiskRule move(
      Operator operator, String name, int version, String reason, String action, IntSupplier move) {
    return transactions.call(() -> {
      var before = find(name, version).orElseThrow(() -> Problem.notFound("rule"));
      if (move.getAsInt() == 0) throw cannot(before);
      var after = find(name, version).orElseThrow();
      actions.add(operator, action(action, after, reason));
      return after;
    });
  }

  private Problem cannot(RiskRule rule) {
    if (rule.mode() == Mode.SHADOW) {
      return Problem.conflict(
          "rule_too_young", "A rule is in shadow for %s before it counts.".formatted(shadow));
    }
    return Problem.conflict("rule_not_in_shadow", "This version is %s.".formatted(rule.mode()));
  }

  private static Problem replaced(String name) {
    return Problem.conflict(
        "rule_replaced", "Another version of %s is the latest.".formatted(name));
  }

  private static OperatorAction action(String name, RiskRule rule, String reason) {
    return new OperatorAction(
        name, "risk_rule", rule.name() + "/" + rule.version(), reason, null, rule.form());
  }

  private RiskRule rule(RuleRow row) {
    var form = json.read(row.terms(), RuleForm.class);
    return new RiskRule(
        row.name(),
        row.version(),
        form,
        form.terms(),
        RiskVerdict.valueOf(row.verdict()),
        RiskVerdict.valueOf(row.ifUnknown()),
        Mode.valueOf(row.mode()),
        row.madeBy(),
        row.reason(),
        row.createdAt(),
        row.movedAt());
  }
}
