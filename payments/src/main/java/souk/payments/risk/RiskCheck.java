package souk.payments.risk;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.risk.Decisions.Standing;
import souk.payments.risk.RuleTerms.Velocity;
import souk.platform.postgres.Transactions;

/**
 * Decides, before a payment is asked for, whether it is asked for at all. Decided once for each
 * charge and never again, with everything it was decided from.
 */
@Singleton
public final class RiskCheck {
  private final RiskRules rules;
  private final RiskFacts facts;
  private final Decisions decisions;
  private final Transactions transactions;
  private final MeterRegistry meters;

  RiskCheck(
      RiskRules rules,
      RiskFacts facts,
      Decisions decisions,
      Transactions transactions,
      MeterRegistry meters) {
    this.rules = rules;
    this.facts = facts;
    this.decisions = decisions;
    this.transactions = transactions;
    this.meters = meters;
  }

  /**
   * What has been decided about the charge, or is decided now, in the present transaction or one of
   * its own: whoever is to be counted with it waits until that ends.
   */
  public RiskVerdict check(RiskQuestion question) {
    return transactions.call(() -> {
      var standing = decisions.standing(question);
      var earlier = standing.earlier();
      return earlier == null ? decide(question, standing) : earlier;
    });
  }

  private RiskVerdict decide(RiskQuestion question, Standing standing) {
    var live = rules.live(standing.living());
    var signals = standing.signals();
    var locks = locks(live, question, signals);
    if (locks.isEmpty()) return decide(question, signals, standing, live);
    var behind = decisions.standing(question, locks);
    // whoever held the queue before may have decided about the very same charge
    var earlier = behind.earlier();
    return earlier == null ? decide(question, signals, behind, live) : earlier;
  }

  RiskVerdict decide(
      RiskQuestion question, Signals signals, Standing standing, List<RiskRule> live) {
    var now = standing.now();
    var findings = new ArrayList<Finding>();
    if (standing.isListed()) findings.add(Finding.listed());
    var found = facts.find(live.stream().map(RiskRule::terms).toList(), question, signals, now);
    for (var i = 0; i < live.size(); i++) findings.add(Finding.of(live.get(i), found.get(i)));
    var verdict =
        findings.stream()
            .filter(finding -> finding.mode() == RiskRule.Mode.ENFORCED)
            .map(Finding::verdict)
            .reduce(RiskVerdict.ALLOW, RiskVerdict::orSeverer);
    if (!decisions.add(question, signals, verdict, findings, now)) {
      // another worker, with the same charge, was faster
      return Objects.requireNonNull(decisions.standing(question).earlier());
    }
    transactions.afterCommit(() -> count(verdict));
    return verdict;
  }

  private void count(RiskVerdict verdict) {
    meters
        .counter("souk.risk.decisions", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /**
   * Those who would be counted together are decided one after the other, else all of them would see
   * a count without the others. Taken in one order by all, so that nobody waits in a circle; rules
   * in shadow make nobody wait.
   */
  private static SortedSet<String> locks(
      List<RiskRule> live, RiskQuestion question, Signals signals) {
    return live.stream()
        .filter(RiskRule::isEnforced)
        .flatMap(rule ->
            rule.terms() instanceof Velocity velocity
                ? Stream.of(velocity.by())
                : Stream.<RuleTerms.Subject>empty())
        .distinct()
        .map(by -> lockOf(by, RiskFacts.key(by, question, signals)))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable String lockOf(RuleTerms.Subject by, @Nullable Object key) {
    return key == null ? null : "risk " + by + " " + key;
  }
}
