package souk.payments.recon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.platform.money.Money;

/** Whatever concerns a run is compared, however little is read at once. */
class ConcernedTest {
  private static final int PAGES_MAX = 50;

  private static CaseDesk desk;

  @BeforeAll
  static void plant() {
    desk = CaseDesk.open();
    desk.ours("of before", 100);
    desk.node.sql(
        """
        UPDATE payments.settlement_run SET compared_from = clock_timestamp(),
          compared_until = clock_timestamp() + interval '1 h'\
        """);
    for (var name : List.of("told 1", "told 2", "told 2", "told 3")) {
      desk.theirs(name, "PAYMENT", 100);
    }
    posted("posted 1", "posted 2", "posted 2", "posted 3");
    desk.ours("posted 4", 100);
    for (var name : List.of("on its way 1", "on its way 2", "on its way 3")) onItsWay(name);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  /** At one instant, each in two currencies. */
  private static void posted(String... references) {
    var journals = Stream.of(references).map(ConcernedTest::inTwoCurrencies).toList();
    desk.node.bean(Ledger.class).post(journals);
    desk.node.sql(
        """
        SET session_replication_role = replica;
        UPDATE payments.ledger_journal
        SET posted_at = (SELECT max(posted_at) FROM payments.ledger_journal)
        WHERE facts->>'provider_id' LIKE 'posted %';
        SET session_replication_role = DEFAULT\
        """);
  }

  private static Journal inTwoCurrencies(String reference) {
    var legs =
        Stream.of(Money.of(100, "EUR"), Money.of(90, "CHF"))
            .flatMap(amount ->
                Stream.of(
                    Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
                    Account.of(AccountKind.COMMISSION, amount.currency()).credit(amount)))
            .toList();
    var key = "test " + UUID.randomUUID();
    return new Journal(key, Template.CAPTURED, null, legs, new TreeMap<>(), null)
        .knownAs(reference);
  }

  private static void onItsWay(String reference) {
    desk.node.sql(
        """
        INSERT INTO payments.refund (id, charge_id, order_kind, order_id, payer_id, payment,
          amount_minor, currency, reason, requested_by, requested_by_name, status, generation,
          psp_reference, version, looks, intended_at, moved_at, next_wake_at, created_at)
        SELECT id, id, 'ride', id, id, 'pi_1', 100, 'EUR', 'planted', id, 'tester', 'PENDING', 1,
          '%s', 1, 0, now(), now(), now(), now() FROM gen_random_uuid() id\
        """
            .formatted(reference));
  }

  /** What differed before, in two currencies; and what was explained, which concerns nobody. */
  private static void forgetAllBut() {
    desk.node.sql(
        """
        DELETE FROM payments.recon_case;
        DELETE FROM payments.recon_item;
        INSERT INTO payments.recon_item (reference, currency, kind, ours_minor, accepted_minor,
          verdict, awaited_until)
        VALUES ('differed 1', 'CHF', 'PAYMENT', 100, 0, 'MISSING_THERE', clock_timestamp()),
               ('differed 1', 'EUR', 'PAYMENT', 100, 0, 'MISSING_THERE', clock_timestamp()),
               ('differed 2', 'EUR', 'PAYMENT', 100, 0, 'MISSING_THERE', clock_timestamp()),
               ('explained', 'EUR', 'PAYMENT', 100, -100, 'MISSING_THERE', clock_timestamp())\
        """);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void allIsReadHoweverLittleAtOnce(int limit) {
    forgetAllBut();
    assertThat(read(limit))
        .containsExactlyInAnyOrder(
            "told 1 EUR",
            "told 2 EUR",
            "told 3 EUR",
            "posted 1 EUR",
            "posted 2 EUR",
            "posted 3 EUR",
            "posted 4 EUR",
            "posted 1 CHF",
            "posted 2 CHF",
            "posted 3 CHF",
            "on its way 1 EUR",
            "on its way 2 EUR",
            "on its way 3 EUR",
            "differed 1 CHF",
            "differed 1 EUR",
            "differed 2 EUR");
  }

  /** Without comparing anything: what is found to differ would be read once more as that. */
  private static List<String> read(int limit) {
    var keys = Stream.<String>builder();
    var concerned = desk.node.bean(Concerned.class);
    var page = concerned.after(desk.run, null, limit);
    for (var pages = 0; page.isPresent(); pages++) {
      assertThat(pages).isLessThan(PAGES_MAX);
      page.get().keys().forEach(key -> keys.add(key.reference() + " " + key.currency()));
      page = concerned.after(desk.run, page.get().reached(), limit);
    }
    return keys.build().distinct().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSmallPageComparesWhatALargeOneDoes(int limit) {
    var whole = compared(1000);
    assertThat(whole).hasSize(16);
    assertThat(compared(limit)).isEqualTo(whole);
  }

  private static List<String> compared(int limit) {
    forgetAllBut();
    var reconcile = desk.node.bean(Reconcile.class);
    var reached = reconcile.some(desk.run, null, limit);
    for (var pages = 0; reached.isPresent(); pages++) {
      assertThat(pages).isLessThan(PAGES_MAX);
      reached = reconcile.some(desk.run, reached.get(), limit);
    }
    return desk.node.lines(
        """
        SELECT concat_ws(' ', reference, currency, ours_minor, theirs_minor, verdict)
        FROM payments.recon_item WHERE run_id = '%s' ORDER BY reference, currency\
        """
            .formatted(desk.run));
  }
}
