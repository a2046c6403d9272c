package souk.payments.payout;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import souk.payments.PaymentsNode;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers;
import souk.platform.audit.AuditRule;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Leases;

/** Payees on a real database, with a provider in memory behind them. */
final class Payroll implements AutoCloseable {
  final PaymentsNode node;
  final FakeTransfers psp = new FakeTransfers();
  final StoredPayouts stored;
  final TakeUp takeUp;
  private int days = 1;

  private Payroll(PaymentsNode node) {
    this.node = node;
    this.stored = node.bean(StoredPayouts.class);
    this.takeUp = node.bean(TakeUp.class);
  }

  static Payroll open() {
    return open(Map.of());
  }

  static Payroll open(Map<String, Object> settings) {
    return new Payroll(PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", settings));
  }

  /** One whose node answers over HTTP, too. */
  static Payroll serving() {
    return new Payroll(PaymentsNode.serve(PaymentsNode.database(), "http://127.0.0.1:1", Map.of()));
  }

  /** A payee to whom money may be sent. */
  UUID payee(PayoutMethod method) {
    var id = UUID.randomUUID();
    node.sql(
        """
        INSERT INTO payments.payee (id, kind, method, status, psp_account, country, bank_token)
        VALUES ('%s', 'DRIVER', '%s', 'ACTIVE', 'acct_%s', 'MC', 'btok_1')\
        """
            .formatted(id, method, id));
    return id;
  }

  /** He is paid in this currency from now on, whatever he earns. */
  void isPaidIn(UUID payee, String currency) {
    node.sql(
        "UPDATE payments.payee SET currency = '%s' WHERE id = '%s'".formatted(currency, payee));
  }

  /** One unit of the first is so many of the second, and has been for so long. */
  void publish(String base, String quote, String rate, Duration age) {
    node.sql(
        """
        INSERT INTO payments.fx_rate (id, base, quote, rate, source, as_of, published_by)
        VALUES (gen_random_uuid(), '%s', '%s', %s, 'test', clock_timestamp() - interval '%s ms',
                gen_random_uuid())\
        """
            .formatted(base, quote, rate, age.toMillis()));
  }

  /** He earns this, for an order, in euros. */
  OrderRef earns(UUID payee, long minor) {
    return moves(payee, AccountKind.PAYEE_PAYABLE, minor);
  }

  void isTipped(UUID payee, long minor) {
    moves(payee, AccountKind.TIPS, minor);
  }

  void isTipped(UUID payee, Money amount) {
    moves(payee, AccountKind.TIPS, amount);
  }

  /** He earns this, in whatever currency. */
  OrderRef earns(UUID payee, Money amount) {
    return moves(payee, AccountKind.PAYEE_PAYABLE, amount);
  }

  private OrderRef moves(UUID payee, AccountKind kind, long minor) {
    return moves(payee, kind, Money.of(minor, "EUR"));
  }

  private OrderRef moves(UUID payee, AccountKind kind, Money amount) {
    return Payday.earns(node, payee, kind, amount);
  }

  /** He owes this to us. */
  OrderRef owes(UUID payee, long minor) {
    return owes(payee, Money.of(minor, "EUR"));
  }

  OrderRef owes(UUID payee, Money amount) {
    var order = new OrderRef("ride", UUID.randomUUID());
    post(
        "test owes " + UUID.randomUUID(),
        order,
        List.of(
            Account.of(AccountKind.PAYEE_RECEIVABLE, payee, amount.currency()).debit(amount),
            Account.of(AccountKind.PSP_AVAILABLE, amount.currency()).credit(amount)));
    return order;
  }

  private void post(String key, OrderRef order, List<Leg> legs) {
    node.bean(Ledger.class)
        .post(List.of(new Journal(key, Template.COMPLETED, order, legs, new TreeMap<>(), null)));
  }

  /** What stands on one of the payee's accounts, in cents, on the account's own side. */
  long stands(UUID payee, AccountKind kind) {
    return Long.parseLong(
        node.text(
            """
            SELECT coalesce(sum(abs(balance_minor)), 0) FROM payments.ledger_account
            WHERE owner = '%s' AND kind = '%s'\
            """
                .formatted(payee, kind.code())));
  }

  /** A window ends; what is due is taken up and sealed. Answers for how many it was. */
  int window(PayoutMethod method) {
    var now = node.bean(DatabaseClock.class).now().plus(Duration.ofDays(++days));
    var taken = takeUp.pass(method, now);
    driver(psp).seal();
    return taken;
  }

  PayoutDriver driver(PspTransfers other) {
    return new PayoutDriver(
        takeUp,
        stored,
        payouts(other),
        node.bean(PayoutConfiguration.class),
        node.bean(DatabaseClock.class),
        node.bean(Leases.class),
        node.bean(MeterRegistry.class));
  }

  Payouts payouts(PspTransfers other) {
    var clock = node.bean(DatabaseClock.class);
    var configuration = node.bean(PayoutConfiguration.class);
    return new Payouts(stored, new PayoutSteps(other, clock, configuration));
  }

  /** Everything that is not over is looked at, whatever pause was meant. */
  void drive() {
    drive(psp);
  }

  void drive(PspTransfers other) {
    hurry();
    var driver = driver(other);
    while (driver.drive() > 0) {
      // some at a time, and each once: who was looked at is not due any more
    }
  }

  void hurry() {
    node.sql(
        """
        UPDATE payments.payout SET next_wake_at = clock_timestamp()
        WHERE id IN (SELECT id FROM payments.payout WHERE finished_at IS NULL
                     FOR UPDATE SKIP LOCKED)\
        """);
  }

  /** How many payouts stand where. */
  String statuses() {
    return node.text(
        """
        SELECT coalesce(string_agg(status || ' ' || n, ', ' ORDER BY status), '')
        FROM (SELECT status, count(*) AS n FROM payments.payout GROUP BY status) s\
        """);
  }

  /** The only payout. */
  StoredPayout only() {
    return stored.find(UUID.fromString(node.text("SELECT id FROM payments.payout"))).orElseThrow();
  }

  /** What the audit would say now, without any grace, of all but looks: tests decide on them. */
  List<String> breaches() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("payments."))
        .filter(rule -> !rule.name().equals("payments.payout_looked_at"))
        .filter(rule -> !rule.name().equals("payments.nobody_waits_too_long"))
        .flatMap(rule -> breaches(rule).stream())
        .toList();
  }

  private List<String> breaches(AuditRule rule) {
    var sql =
        "SELECT coalesce(string_agg('%s: ' || subject || ': ' || detail, E'\n'), '') FROM (%s) b";
    return node.text(sql.formatted(rule.name(), rule.sql().replace("?", "0"))).lines().toList();
  }

  @Override
  public void close() {
    node.close();
  }
}
