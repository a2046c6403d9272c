package souk.payments.recon;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.PaymentsNode;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.payments.recon.Cases.Wish;
import souk.payments.recon.Matching.Key;
import souk.platform.audit.AuditRule;
import souk.platform.identity.Person;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/** Both sides planted, and compared by hand. */
final class CaseDesk implements AutoCloseable {
  private static final Map<String, Object> NO_GRACE = Map.of("souk.reconciliation.grace", "0s");

  final PaymentsNode node;
  final Cases cases;
  final UUID run = UUID.randomUUID();

  private CaseDesk(PaymentsNode node) {
    this.node = node;
    this.cases = node.bean(Cases.class);
    node.sql(
        """
        INSERT INTO payments.settlement_run
          (id, account, day_start, day_end, fetch_from, status, next_wake_at)
        VALUES ('%s', 'stripe', '2026-11-22', '2026-11-23', '2026-11-22', 'MATCHING', clock_timestamp())\
        """
            .formatted(run));
  }

  static CaseDesk open() {
    var database = PaymentsNode.database();
    return new CaseDesk(PaymentsNode.start(database, "http://127.0.0.1:1", NO_GRACE));
  }

  static CaseDesk serve() {
    var database = PaymentsNode.database();
    return new CaseDesk(PaymentsNode.serve(database, "http://127.0.0.1:1", NO_GRACE));
  }

  /** The provider says so. */
  void theirs(String reference, String kind, long minor) {
    node.sql(
        """
        INSERT INTO payments.balance_transaction
          (id, run_id, kind, type, reference, currency, amount_minor, fee_minor, compared_minor,
           fee_due_minor, move_due_minor, move_at, created_at, available_at)
        VALUES ('txn_%s', '%s', '%s', 'planted', '%s', 'EUR', %d, 0, %6$d, 0, 0, clock_timestamp(),
           clock_timestamp(), clock_timestamp())\
        """
            .formatted(UUID.randomUUID(), run, kind, reference, minor, minor));
  }

  /** The ledger says so; answers the journal's key. */
  String ours(String reference, long minor) {
    var amount = Money.of(minor, "EUR");
    var key = "test " + UUID.randomUUID();
    var journal =
        new Journal(
            key,
            Template.CAPTURED,
            null,
            List.of(
                Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
                Account.of(AccountKind.COMMISSION, amount.currency()).credit(amount)),
            new TreeMap<>(),
            null);
    node.bean(Ledger.class).post(List.of(journal.knownAs(reference)));
    return key;
  }

  /** The provider says something that nobody can read. */
  void unreadable(String id) {
    node.sql(
        """
        INSERT INTO payments.unreadable_movement
          (id, run_id, type, currency, amount, source, why, created_at)
        VALUES ('%s', '%s', 'levy', 'zzz', '7, fee 0', '', 'no currency', clock_timestamp())\
        """
            .formatted(id, run));
  }

  void compare(String reference) {
    compare(reference, "EUR");
  }

  private void compare(String reference, String currency) {
    var key = new Key(reference, currency);
    node.bean(Transactions.class)
        .run(() -> {
          var reconcile = node.bean(Reconcile.class);
          reconcile.lock(key);
          var _ = reconcile.again(key);
        });
  }

  /** The case that is open about it; null when there is none. */
  @Nullable UUID open(String reference) {
    return open(reference, "EUR");
  }

  @Nullable UUID open(String reference, String currency) {
    compare(reference, currency);
    var id =
        node.text(
            """
            SELECT coalesce(max(id::text), '') FROM payments.recon_case
            WHERE reference = '%s' AND ended_at IS NULL\
            """
                .formatted(reference));
    return id.isEmpty() ? null : UUID.fromString(id);
  }

  CaseStanding resolve(Person operator, UUID id, Wish wish) {
    var transactions = node.bean(Transactions.class);
    return Corrections.orRefused(() -> transactions.call(() -> cases.resolve(operator, id, wish)));
  }

  CaseStanding standing(UUID id) {
    return cases.find(id).orElseThrow();
  }

  /** A debit is positive. */
  long balance(String key) {
    return Long.parseLong(
        node.text(
            "SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account WHERE key = '%s'"
                .formatted(key)));
  }

  /** Names of rules that are broken, those of runs left aside: nobody drives the planted one. */
  TreeSet<String> breaches() {
    var broken = new TreeSet<String>();
    for (var rule : node.context().getBeansOfType(AuditRule.class)) {
      if (!rule.name().startsWith("payments.") || rule.name().contains("looked_at")) continue;
      var sql = "SELECT count(*) FROM (%s) b".formatted(rule.sql().replace("?", "0"));
      if (!node.text(sql).equals("0")) broken.add(rule.name());
    }
    return broken;
  }

  @Override
  public void close() {
    node.close();
  }
}
