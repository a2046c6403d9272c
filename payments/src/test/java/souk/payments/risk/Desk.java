package souk.payments.risk;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.PaymentsNode;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.risk.RiskRules.Draft;
import souk.platform.action.Operator;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** Rules and decisions on a real database; what an installation begins with is retired first. */
final class Desk implements AutoCloseable {
  private static final String ROWS_READ =
      """
      SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables
      WHERE schemaname = 'payments' AND relname IN ('charge', 'risk_decision', 'risk_decline')\
      """;

  static final Operator OPERATOR = new Operator(null, "tester");

  static final Signals NO_SIGNALS = new Signals(null, null, null);

  final PaymentsNode node;
  final RiskRules rules;
  final RiskCheck check;

  private Desk() {
    this.node =
        PaymentsNode.serve(
            PaymentsNode.database(), "http://127.0.0.1:1", Map.of("souk.risk.shadow", "0s"));
    this.rules = node.bean(RiskRules.class);
    this.check = node.bean(RiskCheck.class);
    node.sql("UPDATE payments.risk_rule SET mode = 'RETIRED'");
  }

  static Desk open() {
    return new Desk();
  }

  /** A rule in shadow. */
  RiskRule shadow(String name, RuleForm form, RiskVerdict verdict, RiskVerdict ifUnknown) {
    return rules.publish(OPERATOR, new Draft(name, 0, form, verdict, ifUnknown, "a test"));
  }

  /** A rule that counts. */
  RiskRule enforced(String name, RuleForm form, RiskVerdict verdict, RiskVerdict ifUnknown) {
    var rule = shadow(name, form, verdict, ifUnknown);
    return rules.enforce(OPERATOR, name, rule.version(), "a test");
  }

  void retireAll() {
    node.sql("UPDATE payments.risk_rule SET mode = 'RETIRED' WHERE mode <> 'RETIRED'");
  }

  static RuleForm velocity(
      RuleTerms.Measure measure, RuleTerms.Subject by, long windowSeconds, long most) {
    var small = measure == RuleTerms.Measure.SMALL_ATTEMPTS;
    return new RuleForm(
        RuleForm.Kind.VELOCITY,
        measure,
        by,
        null,
        windowSeconds,
        most,
        small ? 300L : null,
        small ? "EUR" : null);
  }

  static RuleForm mismatch(RuleTerms.Against against) {
    return new RuleForm(
        RuleForm.Kind.COUNTRY_MISMATCH, null, null, against, null, null, null, null);
  }

  static RuleForm newAccount(long seconds, long minor) {
    return new RuleForm(RuleForm.Kind.NEW_ACCOUNT, null, null, null, seconds, null, minor, "EUR");
  }

  static RiskQuestion question(UUID payer, String card, @Nullable String country, long minor) {
    return new RiskQuestion(
        UUID.randomUUID(),
        new OrderRef("ride", UUID.randomUUID()),
        payer,
        UUID.randomUUID(),
        card,
        country,
        Money.of(minor, "EUR"));
  }

  static RiskQuestion question(UUID payer, String card) {
    return question(payer, card, "FR", 1200);
  }

  /** Decides as if it were another time, and without queueing. */
  RiskVerdict decide(RiskQuestion question, Signals signals, Instant now) {
    return node.bean(Transactions.class)
        .call(() -> check.decide(question, signals, standing(now), rules.live()));
  }

  /** Of a payment about which nothing is known at that instant. */
  static Decisions.Standing standing(Instant now) {
    return new Decisions.Standing(null, NO_SIGNALS, false, "", now);
  }

  /** What the issuer said of the charge. */
  void charge(RiskQuestion question, String status, Instant at) {
    charge(question, status, at, DeclineReason.CARD_DECLINED);
  }

  void charge(RiskQuestion question, String status, Instant at, DeclineReason reason) {
    var charge =
        """
        INSERT INTO payments.charge (id, order_kind, order_id, payer_id, card_id, payment_method,
          amount_minor, currency, status, generation, release_wanted, authorized_minor,
          captured_minor, version, looks, intended_at, moved_at, settled_at, created_at, reason)
        VALUES ('%1$s', 'ride', '%2$s', '%3$s', '%4$s', 'pm', %5$d, 'EUR', '%6$s', 1, false, %7$d,
          %7$d, 1, 0, '%8$s', '%8$s', '%8$s', '%8$s', '%9$s')\
        """
            .formatted(
                question.chargeId(),
                question.order().id(),
                question.payer(),
                question.cardId(),
                question.amount().minor(),
                status,
                status.equals("CAPTURED") ? question.amount().minor() : 0,
                at,
                reason);
    node.bean(Statements.class).update(charge, _ -> {});
    if (status.equals("DECLINED")) node.bean(Declines.class).add(question.chargeId(), reason);
  }

  /** Payments of one address that nobody refused. */
  void paidFrom(String network, int payments, Instant at) {
    node.sql(
        """
        INSERT INTO payments.risk_decision (charge_id, order_kind, order_id, payer_id, card_id, card,
          network, amount_minor, currency, verdict, findings, decided_at)
        SELECT gen_random_uuid(), 'ride', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
          'card ' || n, '%s', 1200, 'EUR', 'ALLOW', '[]', '%s'
        FROM generate_series(1, %d) AS n\
        """
            .formatted(network, at, payments));
  }

  /** How many rows a decision reads of what was decided and charged before. */
  long rowsRead(RiskQuestion question, Signals signals, Instant now) {
    return node.bean(Transactions.class)
        .call(() -> {
          var _ = check.decide(question, signals, standing(now), rules.live());
          return node.bean(Statements.class).prepare(ROWS_READ, Desk::number);
        });
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  String hits(UUID charge) {
    return node.text(
        """
        SELECT coalesce(string_agg(rule || ' ' || mode || ' ' || verdict, ', ' ORDER BY rule), '')
        FROM payments.risk_hit WHERE charge_id = '%s'\
        """
            .formatted(charge));
  }

  @Override
  public void close() {
    node.close();
  }
}
