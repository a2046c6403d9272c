package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.order.OrderRef;
import souk.platform.audit.AuditRule;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/** Whatever is posted, by however many at once: nothing is lost, doubled, or changed afterwards. */
class LedgerTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Account PENDING = Account.of(AccountKind.PSP_PENDING, EUR);

  private static PaymentsNode node;
  private static Ledger ledger;

  @BeforeAll
  static void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    ledger = node.bean(Ledger.class);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void aJournalToldTwiceIsPostedOnce() {
    var order = order();
    var journal = captured(order, 1_200);
    assertThat(ledger.post(List.of(journal))).isEqualTo(1);
    assertThat(ledger.post(List.of(journal))).isZero();
    assertThat(balance(escrow(order))).isEqualTo(-1_200);
    assertThat(breaches()).isEmpty();
  }

  @Test
  void aJournalTwiceInOneCallIsPostedOnce() {
    var order = order();
    var journal = captured(order, 1_200);
    assertThat(ledger.post(List.of(journal, journal, captured(order, 1_200)))).isEqualTo(1);
    assertThat(balance(escrow(order))).isEqualTo(-1_200);
    assertThat(breaches()).isEmpty();
  }

  @Test
  void anotherJournalOfTheSameKeyIsRefused() {
    var order = order();
    ledger.post(List.of(captured(order, 1_200)));
    assertThatThrownBy(() -> ledger.post(List.of(captured(order, 1_201))))
        .isInstanceOf(Ledger.ToldOtherwise.class);
    assertThat(balance(escrow(order))).isEqualTo(-1_200);
  }

  @Test
  void whatIsEarmarkedIsNotSpentTwice() {
    var order = order();
    var payee = Account.of(AccountKind.PAYEE_PAYABLE, UUID.randomUUID(), EUR);
    ledger.post(List.of(captured(order, 1_000)));

    assertThatThrownBy(() ->
            ledger.post(
                List.of(
                    moved(order, "first", escrow(order), payee, 700),
                    moved(order, "second", escrow(order), payee, 301))))
        .isInstanceOf(Ledger.Overdrawn.class);

    assertThat(balance(escrow(order))).as("nothing of it is posted").isEqualTo(-1_000);
    ledger.post(List.of(moved(order, "all", escrow(order), payee, 1_000)));
    assertThat(balance(escrow(order))).isZero();
    assertThat(
            node.text(
                "SELECT open_since IS NULL FROM payments.ledger_account WHERE key = '%s'"
                    .formatted(escrow(order).key())))
        .isEqualTo("t");
  }

  @Test
  void aReversalTakesBackTheWholeAndOnlyOnce() {
    var order = order();
    var journal = captured(order, 500);
    ledger.post(List.of(journal));
    ledger.post(List.of(journal.reversal("twice by hand")));
    assertThat(balance(escrow(order))).isZero();
    assertThat(ledger.post(List.of(journal.reversal("twice by hand")))).isZero();
    assertThatThrownBy(() -> ledger.post(List.of(journal.reversal("once more"))))
        .isInstanceOf(Ledger.ToldOtherwise.class);
    assertThat(breaches()).isEmpty();
  }

  /** Every thread tells the same journals in an order of its own, several in a transaction. */
  @Test
  void manyWhoTellTheSameAtOncePostItOnceAndNeverWaitInACircle() throws Exception {
    var orders = IntStream.range(0, 30).mapToObj(_ -> order()).toList();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var told =
          IntStream.range(0, 8)
              .mapToObj(n ->
                  threads.submit(() -> {
                    start.await();
                    return tellAll(orders, new Random(n));
                  }))
              .toList();
      start.countDown();
      var posted = 0;
      for (var telling : told) posted += telling.get();
      assertThat(posted).isEqualTo(orders.size() * 2);
    }
    for (var order : orders) assertThat(balance(escrow(order))).isZero();
    assertThat(breaches()).isEmpty();
  }

  /** Each of two holds what the other wants next, unless all enter journals in one order. */
  @Test
  void whoTellsTheSameBackwardsWaitsInNoCircle() throws Exception {
    for (var round = 0; round < 10; round++) {
      var forwards = Stream.generate(() -> captured(order(), 100)).limit(20).toList();
      var start = new CountDownLatch(1);
      try (var threads = Executors.newFixedThreadPool(2)) {
        var told =
            Stream.of(forwards, forwards.reversed())
                .map(list ->
                    threads.submit(() -> {
                      start.await();
                      return ledger.post(list);
                    }))
                .toList();
        start.countDown();
        assertThat(told.getFirst().get() + told.getLast().get()).isEqualTo(20);
      }
    }
  }

  private static int tellAll(List<OrderRef> orders, Random random) {
    var posted = 0;
    var shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    for (var i = 0; i < shuffled.size(); i += 3) {
      var some = shuffled.subList(i, Math.min(i + 3, shuffled.size()));
      posted += ledger.post(some.stream().map(order -> captured(order, 900)).toList());
      posted += ledger.post(some.stream().map(LedgerTest::completed).toList());
    }
    return posted;
  }

  @Test
  void whatFailsAfterwardsTakesItsPostingsWithIt() {
    var order = order();
    var transactions = node.bean(Transactions.class);
    assertThatThrownBy(() ->
            transactions.run(() -> {
              ledger.post(List.of(captured(order, 100)));
              throw new IllegalStateException("the row beside it");
            }))
        .hasMessage("the row beside it");
    assertThat(
            node.text(
                "SELECT count(*) FROM payments.ledger_journal WHERE order_id = '%s'"
                    .formatted(order.id())))
        .isEqualTo("0");
  }

  @Test
  void nobodyWritesTheLedgerAnew() {
    var order = order();
    ledger.post(List.of(captured(order, 100)));
    for (var sql :
        List.of(
            "UPDATE payments.ledger_entry SET amount_minor = amount_minor + 1",
            "DELETE FROM payments.ledger_entry",
            "TRUNCATE payments.ledger_entry",
            "UPDATE payments.ledger_journal SET facts = '{}'",
            "DELETE FROM payments.ledger_journal")) {
      assertThatThrownBy(() -> node.sql(sql)).as(sql).hasMessageContaining("written once");
    }
  }

  /** The control: past the code, a posting that does not balance is still not committed. */
  @Test
  void aBrokenPostingIsRefusedByTheDatabaseItself() {
    var order = order();
    ledger.post(List.of(captured(order, 100)));
    assertThatThrownBy(() ->
            node.sql(
                """
                INSERT INTO payments.ledger_entry
                    SELECT e.account_id, e.seq + 1, e.journal_id, e.currency, 1,
                           e.balance_minor + 1, e.chain
                    FROM payments.ledger_entry e
                    JOIN payments.ledger_account a ON a.id = e.account_id
                    WHERE a.key = '%s'
                """
                    .formatted(escrow(order).key())))
        .hasMessageContaining("does not balance");
  }

  /** Whoever may do everything in the database still leaves traces. */
  @Test
  void whatWasWrittenAnewIsFound() {
    var order = order();
    ledger.post(List.of(captured(order, 100)));
    var of = " WHERE key = '" + escrow(order).key() + "'";
    node.sql("UPDATE payments.ledger_account SET balance_minor = balance_minor - 1" + of);
    assertThat(breaches()).anyMatch(breach -> breach.startsWith("payments.balances_are"));
    assertThat(breaches()).anyMatch(breach -> breach.startsWith("payments.trial_balance"));
    node.sql("UPDATE payments.ledger_account SET balance_minor = balance_minor + 1" + of);
    assertThat(breaches()).isEmpty();

    forged("amount_minor = amount_minor - 1, balance_minor = balance_minor - 1", order);
    assertThat(breaches())
        .anyMatch(breach -> breach.startsWith("payments.journals_balance"))
        .anyMatch(breach -> breach.startsWith("payments.chains_verify"));
    forged("amount_minor = amount_minor + 1, balance_minor = balance_minor + 1", order);
    assertThat(breaches()).isEmpty();
  }

  private static void forged(String entry, OrderRef order) {
    node.sql("ALTER TABLE payments.ledger_entry DISABLE TRIGGER ledger_entry_written_once");
    node.sql(
        """
        UPDATE payments.ledger_entry SET %s WHERE account_id =
          (SELECT id FROM payments.ledger_account WHERE key = '%s')\
        """
            .formatted(entry, escrow(order).key()));
    node.sql("ALTER TABLE payments.ledger_entry ENABLE TRIGGER ledger_entry_written_once");
  }

  private static OrderRef order() {
    return new OrderRef("ride", UUID.randomUUID());
  }

  private static Account escrow(OrderRef order) {
    return Account.of(AccountKind.ESCROW, order, EUR);
  }

  private static Journal captured(OrderRef order, long minor) {
    return moved(order, "captured", PENDING, escrow(order), minor);
  }

  private static Journal completed(OrderRef order) {
    var parts = Money.of(900, "EUR").split(8, 1);
    return Journal.of(
        order + " completed",
        Template.COMPLETED,
        order,
        List.of(
            escrow(order).debit(Money.of(900, "EUR")),
            Account.of(AccountKind.PAYEE_PAYABLE, new UUID(0, 1), EUR).credit(parts.getFirst()),
            Account.of(AccountKind.COMMISSION, EUR).credit(parts.getLast())));
  }

  private static Journal moved(OrderRef order, String what, Account from, Account to, long minor) {
    var amount = new Money(minor, EUR);
    return Journal.of(
        order + " " + what,
        Template.CAPTURED,
        order,
        List.of(from.debit(amount), to.credit(amount)));
  }

  private static long balance(Account account) {
    return Long.parseLong(
        node.text(
            "SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account WHERE key = '%s'"
                .formatted(account.key())));
  }

  private static List<String> breaches() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("payments."))
        .filter(rule -> !rule.name().contains("charge"))
        .flatMap(rule ->
            node.text(
                    "SELECT coalesce(string_agg(subject || ': ' || detail, E'\n'), '') FROM (%s) b"
                        .formatted(rule.sql().replace("?", "0")))
                .lines()
                .map(line -> rule.name() + ": " + line))
        .toList();
  }
}
