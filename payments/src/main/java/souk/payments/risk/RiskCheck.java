package souk.payments.risk;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.risk.RuleTerms.Velocity;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/**
 * Decides, before a payment's intent is committed, whether it is asked for at all. Decided once for
 * each charge and never again, with everything it was decided from.
 */
@Singleton
public final class RiskCheck {
  private final RiskRules rules;
  private final RiskFacts facts;
  private final Sightings sightings;
  private final DecisionRows decisions;
  private final CaseRows cases;
  private final Transactions transactions;
  private final Statements database;
  private final DatabaseClock clock;
  private final Json json;
  private final MeterRegistry meters;

  RiskCheck(
      RiskRules rules,
      RiskFacts facts,
      Sightings sightings,
      DecisionRows decisions,
      CaseRows cases,
      Transactions transactions,
      Statements database,
      DatabaseClock clock,
      Json json,
      MeterRegistry meters) {
    this.rules = rules;
    this.facts = facts;
    this.sightings = sightings;
    this.decisions = decisions;
    this.cases = cases;
    this.transactions = transactions;
    this.database = database;
    this.clock = clock;
    this.json = json;
    this.meters = meters;
  }

  /** What has been decided about the charge, or is decided now, in a transaction of its own. */
  public RiskVerdict check(RiskQuestion question) {
    return transactions.call(
        () -> earlier(question).orElseGet(() -> decide(question, rules.live())));
  }

  private Optional<RiskVerdict> earlier(RiskQuestion question) {
    return decisions.verdict(question.chargeId()).map(RiskVerdict::valueOf);
  }

  private RiskVerdict decide(RiskQuestion question, List<RiskRule> live) {
    var signals = sightings.of(question.payer());
    queue(live, question, signals);
    // whoever held the queue before may have decided about the very same charge
    return earlier(question).orElseGet(() -> decide(question, signals, live, clock.now()));
  }

  RiskVerdict decide(RiskQuestion question, Signals signals, List<RiskRule> live, Instant now) {
    var findings = new ArrayList<Finding>();
    if (decisions.listed(question.card(), question.payer().toString())) {
      findings.add(Finding.listed());
    }
    var found = facts.find(live.stream().map(RiskRule::terms).toList(), question, signals, now);
    for (var i = 0; i < live.size(); i++) findings.add(Finding.of(live.get(i), found.get(i)));
    var verdict =
        findings.stream()
            .filter(finding -> finding.mode() == RiskRule.Mode.ENFORCED)
            .map(Finding::verdict)
            .reduce(RiskVerdict.ALLOW, RiskVerdict::orSeverer);
    if (!remember(question, signals, verdict, findings, now)) {
      // another worker, with the same charge, was faster
      return earlier(question).orElseThrow();
    }
    meters
        .counter("souk.risk.decisions", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment();
    return verdict;
  }

  /**
   * Those who would be counted together are decided one after the other, else all of them would see
   * a count without the others. Taken in one order by all, so that nobody waits in a circle; rules
   * in shadow make nobody wait.
   */
  private void queue(List<RiskRule> live, RiskQuestion question, Signals signals) {
    live.stream()
        .filter(RiskRule::isEnforced)
        .flatMap(rule ->
            rule.terms() instanceof Velocity velocity
                ? Stream.of(velocity.by())
                : Stream.<RuleTerms.Subject>empty())
        .distinct()
        .map(by -> lockOf(by, RiskFacts.key(by, question, signals)))
        .filter(Objects::nonNull)
        .sorted()
        .forEach(this::lock);
  }

  private static @Nullable String lockOf(RuleTerms.Subject by, @Nullable Object key) {
    return key == null ? null : "risk " + by + " " + key;
  }

  private void lock(String name) {
    database.prepare(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> {
          statement.setString(1, name);
          return statement.execute();
        });
  }

  private boolean remember(
      RiskQuestion question,
      Signals signals,
      RiskVerdict verdict,
      List<Finding> findings,
      Instant now) {
    var added = enter(question, signals, verdict, findings, now);
    if (!added) return false;
    for (var hit : findings) addHit(question, hit, now);
    if (verdict == RiskVerdict.REVIEW) {
      cases.open(UuidCreator.getTimeOrderedEpoch(), question.chargeId());
    }
    return true;
  }

  private void addHit(RiskQuestion question, Finding hit, Instant now) {
    if (hit.verdict() == RiskVerdict.ALLOW) return;
    decisions.addHit(
        hit.rule(),
        hit.version(),
        question.chargeId(),
        hit.mode().name(),
        hit.verdict().name(),
        now);
  }

  private boolean enter(
      RiskQuestion question,
      Signals signals,
      RiskVerdict verdict,
      List<Finding> findings,
      Instant now) {
    return decisions.add(
            question.chargeId(),
            question.order().kind(),
            question.order().id(),
            question.payer(),
            question.cardId(),
            question.card(),
            signals.device(),
            signals.network(),
            question.cardCountry(),
            signals.country(),
            question.amount().minor(),
            question.amount().currency().getCurrencyCode(),
            verdict.name(),
            json.write(findings),
            now)
        == 1;
  }
}
