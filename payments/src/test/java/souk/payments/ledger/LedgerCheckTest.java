package souk.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.payments.PaymentsNode;
import souk.payments.ledger.LedgerCheck.Finding;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * The whole ledger read again finds what somebody changed who may do everything in the database.
 */
class LedgerCheckTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final OrderRef ORDER = new OrderRef("ride", new UUID(7, 7));
  private static final UUID CHARGE = new UUID(7, 8);
  private static final UUID DRIVER = new UUID(7, 9);

  private PaymentsNode node;

  @BeforeEach
  void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    fill(node.bean(Ledger.class));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aLedgerAsItIsWrittenIsAsItMustBeAndSaysWhatIsRead() {
    var told = new ArrayList<String>();
    var report = node.bean(LedgerCheck.class).run(told::add);
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(46);
    assertThat(report.accounts()).isGreaterThan(6);
    assertThat(told).hasSize(2 + LedgerQuestion.values().length);
  }

  /** Its snapshot was taken before; what is posted while it reads is none of its business. */
  @Test
  void whatIsPostedMeanwhileDisturbsNothing() {
    var told = new ArrayList<String>();
    var report =
        node.bean(LedgerCheck.class)
            .run(step -> {
              told.add(step);
              if (told.size() > 1) posted(told.size());
            });
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(46);
    assertThat(node.bean(LedgerCheck.class).run(_ -> {}).entries()).isGreaterThan(46);
  }

  /** On a thread of its own: one thread has one connection. */
  private void posted(int number) {
    var thread =
        Thread.ofVirtual()
            .start(() -> node.bean(Ledger.class).post(List.of(captured("meanwhile " + number))));
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of(
            "chains_verify",
            "UPDATE payments.ledger_entry SET amount_minor = 99, balance_minor = 99 WHERE seq = 1"
                + " AND account_id = (SELECT min(id) FROM payments.ledger_account)"),
        Arguments.of(
            "chains_verify",
            "DELETE FROM payments.ledger_entry WHERE seq = 2 AND account_id = " + driver()),
        Arguments.of(
            "chains_verify",
            "UPDATE payments.ledger_account SET chain = 'x' WHERE id = " + driver()),
        Arguments.of("chains_verify", "UPDATE payments.ledger_journal SET key = key || ' other'"),
        Arguments.of(
            "balances_are_their_entries",
            "UPDATE payments.ledger_account SET balance_minor = balance_minor - 1 WHERE id = "
                + driver()),
        Arguments.of(
            "balances_are_their_entries",
            "UPDATE payments.ledger_account SET entries = entries + 1 WHERE id = " + driver()),
        Arguments.of(
            "journals_balance",
            "UPDATE payments.ledger_entry SET amount_minor = amount_minor - 1 WHERE seq = 3"
                + " AND account_id = "
                + driver()),
        Arguments.of(
            "journals_balance",
            "INSERT INTO payments.ledger_journal (id, key, template, content, facts)"
                + " VALUES (gen_random_uuid(), 'empty', 'CAPTURED', '', '{}')"),
        Arguments.of(
            "trial_balance",
            "UPDATE payments.ledger_account SET balance_minor = balance_minor - 1 WHERE id = "
                + driver()),
        Arguments.of(
            "accounts_of_the_chart",
            "UPDATE payments.ledger_account SET kind = 'payee:gift' WHERE id = " + driver()),
        Arguments.of(
            "accounts_of_the_chart",
            "UPDATE payments.ledger_account SET stripe = 3 WHERE id = " + driver()),
        Arguments.of(
            "entries_of_their_accounts",
            "UPDATE payments.ledger_entry SET earner = NULL WHERE account_id = " + driver()),
        Arguments.of(
            "entries_of_their_accounts",
            "UPDATE payments.ledger_entry SET currency = 'USD' WHERE account_id = " + driver()),
        Arguments.of(
            "striped_totals",
            "UPDATE payments.ledger_account SET balance_minor = balance_minor + 1"
                + " WHERE kind = 'psp:clearing_pending' AND open_since IS NOT NULL"),
        Arguments.of("holds_resolve_once", "UPDATE payments.charge SET authorized_minor = 1201"),
        Arguments.of(
            "holds_resolve_once",
            "UPDATE payments.charge SET status = 'VOIDED', settled_at = clock_timestamp(),"
                + " next_wake_at = NULL"),
        Arguments.of(
            "reversals_take_back_the_whole",
            "UPDATE payments.ledger_entry SET amount_minor = amount_minor * 2 WHERE journal_id ="
                + " (SELECT id FROM payments.ledger_journal WHERE reverses IS NOT NULL)"),
        ofJournal("facts = '{\"why\": \"not taken\"}' WHERE reverses IS NOT NULL"),
        ofJournal("facts = '{}' WHERE reverses IS NOT NULL"),
        ofJournal("facts = '{\"rate\": \"0.9\"}' WHERE key = 'capture 7'"),
        ofJournal("template = 'COMPLETED' WHERE key = 'capture 7'"),
        ofJournal("template = 'GIFT' WHERE key = 'capture 7'"),
        ofJournal("order_id = gen_random_uuid() WHERE key = 'capture 7'"),
        ofJournal("order_kind = NULL, order_id = NULL WHERE key = 'capture 7'"),
        ofJournal("reverses = NULL WHERE reverses IS NOT NULL"),
        ofJournal("reverses = 'capture 2' WHERE key = 'capture 7'"),
        Arguments.of(
            JournalReplay.CHECK,
            "UPDATE payments.ledger_entry SET amount_minor = amount_minor * 3 WHERE journal_id ="
                + " (SELECT id FROM payments.ledger_journal WHERE key = 'capture 7')"));
  }

  private static Arguments ofJournal(String change) {
    return Arguments.of(JournalReplay.CHECK, "UPDATE payments.ledger_journal SET " + change);
  }

  /** Of what a payee has not, the ledger keeps where it went and not how it was told. */
  @Test
  void whatALedgerDividedBetweenAPayeesAccountsIsReadAsItWasPosted() {
    var ledger = node.bean(Ledger.class);
    var payable = Account.of(AccountKind.PAYEE_PAYABLE, DRIVER, EUR);
    var owes = Account.of(AccountKind.PAYEE_RECEIVABLE, DRIVER, EUR);
    var tips = Account.of(AccountKind.TIPS, DRIVER, EUR);
    // he has 1,900
    for (var minor : List.of(100L, 2_000L, 300L)) {
      var amount = Money.of(minor, "EUR");
      post(ledger, "takes " + minor, amount, payable.debit(amount).orElse(owes));
      post(ledger, "takes a tip of " + minor, amount, tips.debit(amount).orElse(owes));
    }
    for (var minor : List.of(150L, 5_000L, 20L)) {
      var amount = Money.of(minor, "EUR");
      post(ledger, "gives " + minor, amount, owes.credit(amount).orElse(payable));
    }
    var amount = Money.of(10_000, "EUR");
    post(ledger, "plain", amount, owes.debit(amount));
    assertThat(node.bean(LedgerCheck.class).run(_ -> {}).findings()).isEmpty();
  }

  private static void post(Ledger ledger, String key, Money amount, Leg leg) {
    var pending = Account.of(AccountKind.PSP_PENDING, EUR);
    var other = leg.side() == Leg.Side.DEBIT ? pending.credit(amount) : pending.debit(amount);
    ledger.post(List.of(Journal.of(key, Template.CLAWBACK_DIVIDED, ORDER, List.of(leg, other))));
  }

  private static String driver() {
    return "(SELECT id FROM payments.ledger_account WHERE owner = '%s')".formatted(DRIVER);
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void everyFlawIsFound(String check, String flaw) {
    node.sql(
        """
        SET session_replication_role = replica;
        %s;
        SET session_replication_role = DEFAULT;\
        """
            .formatted(flaw));
    assertThat(node.bean(LedgerCheck.class).run(_ -> {}).findings())
        .extracting(Finding::check)
        .contains(check);
  }

  /** Twenty captures, what became of two of them, and a hold that is still there. */
  private void fill(Ledger ledger) {
    IntStream.range(0, 20).forEach(n -> ledger.post(List.of(captured("capture " + n))));
    ledger.post(List.of(captured("capture 1").reversal("taken twice")));
    var hold = Money.of(1200, "EUR");
    ledger.post(
        List.of(
            Journal.of(
                "charge %s hold authorized".formatted(CHARGE),
                Template.AUTHORIZED,
                ORDER,
                List.of(
                    Account.of(AccountKind.CARDS_RESERVED, EUR).debit(hold),
                    Account.of(AccountKind.RESERVED_FOR_ORDER, ORDER, EUR).credit(hold)))));
    node.sql(
        """
        INSERT INTO payments.charge (id, order_kind, order_id, payer_id, card_id, payment_method,
          amount_minor, currency, status, generation, release_wanted, authorized_minor,
          captured_minor, version, looks, intended_at, moved_at, next_wake_at)
        VALUES ('%1$s', 'ride', '%2$s', '%2$s', '%2$s', 'pm_card_visa', 1200, 'EUR', 'AUTHORIZED', 1,
          false, 1200, 0, 1, 0, clock_timestamp(), clock_timestamp(), clock_timestamp())\
        """
            .formatted(CHARGE, ORDER.id()));
    var all = Money.of(100, "EUR");
    ledger.post(
        List.of(
            Journal.of(
                "commission",
                Template.COMPLETED,
                ORDER,
                List.of(
                    Account.of(AccountKind.PSP_PENDING, EUR).debit(all),
                    Account.of(AccountKind.COMMISSION, EUR).credit(all)))));
  }

  private static Journal captured(String key) {
    var amount = Money.of(100, "EUR");
    return Journal.of(
        key,
        Template.CAPTURED,
        ORDER,
        List.of(
            Account.of(AccountKind.PSP_PENDING, EUR).debit(amount),
            Account.of(AccountKind.PAYEE_PAYABLE, DRIVER, EUR).credit(amount)));
  }
}
