package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.platform.money.Money;

/** A day's settlement against the twin, and against one that does not tell the truth. */
class SettlementTest {
  /** The twin's price of twelve euros: 1.5 % and 25 cents. */
  private static final long FEE = 43;

  private SettlementDesk desk = SettlementDesk.open();

  @AfterEach
  void close() {
    assertThat(desk.till.breaches()).isEmpty();
    assertThat(desk.till.twin.violations()).isEmpty();
    desk.close();
  }

  @Test
  void whatWasCapturedIsMatchedItsFeePostedAndItsMoneyAvailable() {
    var paid = desk.till.paid();
    assertThat(desk.till.balance("psp:clearing_pending:EUR")).isEqualTo(1200);
    desk.settleWhole();

    assertThat(desk.cases()).isEmpty();
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
    assertThat(desk.till.balance("psp:clearing_pending:EUR")).isZero();
    assertThat(desk.till.balance("psp:balance_available:EUR")).isEqualTo(1200 - FEE);
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
    var templates =
        desk.node.text(
            """
            SELECT string_agg(template, ' ' ORDER BY template) FROM payments.ledger_journal
            WHERE order_id = '%s' AND facts ? 'balance_transaction'\
            """
                .formatted(paid.order().id()));
    assertThat(templates).isEqualTo("AVAILABLE PSP_FEE");
  }

  @Test
  void moneyIsAvailableWhenTheProviderSaysSoAndNotBefore() {
    desk.close();
    desk = SettlementDesk.open("available=4000");
    desk.till.paid();
    desk.settle();
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
    assertThat(desk.till.balance("psp:balance_available:EUR")).isZero();
    var status =
        """
        SELECT string_agg(DISTINCT status, ' ') FROM payments.settlement_run
        WHERE id IN (SELECT run_id FROM payments.balance_transaction)\
        """;
    assertThat(desk.node.text(status)).isEqualTo("AWAITING_FUNDS");
    desk.settleWhole();
    assertThat(desk.node.text(status)).isEqualTo("SETTLED");
    assertThat(desk.till.balance("psp:balance_available:EUR")).isEqualTo(1200 - FEE);
  }

  @Test
  void refundsAndThoseThatComeBackAreMatched() {
    var given = desk.till.paid();
    desk.till.refunded(given, 500);
    var failing = desk.till.paidWith("pm_card_refundFail");
    desk.till.refunded(failing, 300);
    desk.settle();
    await()
        .until(() -> {
          desk.till.lookAtRefunds();
          return desk.node
              .text("SELECT count(*) FROM payments.refund WHERE status = 'FAILED'")
              .equals("1");
        });
    desk.settle();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  @Test
  void aCaptureThatNobodyBookedIsMissingHere() {
    desk.till.paid();
    var ghost = charge("pi_ghost", 700);
    desk.psp.invented.add(ghost);
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_HERE 700");
    assertThat(desk.verdict("pi_ghost")).isEqualTo("MISSING_HERE");
  }

  @Test
  void aPostingThatTheProviderDoesNotKnowIsMissingThereUntilItDoes() {
    desk.till.paid();
    var movement = desk.movements(Kind.PAYMENT).getFirst();
    desk.psp.lost.add(movement.id());
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_THERE -1200");

    desk.psp.lost.clear();
    desk.settle();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.node.text("SELECT status FROM payments.recon_case")).isEqualTo("CLOSED");
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
  }

  @Test
  void anotherAmountIsADifference() {
    desk.till.paid();
    change(
        desk.movements(Kind.PAYMENT).getFirst(),
        one -> with(one, one.amount().minor() - 1, one.fee().minor()));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT -1");
  }

  @Test
  void aMovementToldTwiceIsADifference() {
    desk.till.paid();
    var movement = desk.movements(Kind.PAYMENT).getFirst();
    desk.psp.invented.add(named(movement, movement.id() + "_again"));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT 1200");
  }

  @Test
  void whatTheProviderChangesAfterwardsIsPostedAndADifference() {
    desk.till.paid();
    desk.settleWhole();
    var movement = desk.movements(Kind.PAYMENT).getFirst();
    change(movement, one -> with(one, 1100, FEE + 10));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT -100");
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE + 10);

    desk.psp.changed.clear();
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  @Test
  void aTypeThatNobodyKnowsIsACaseAndMovesNothing() {
    desk.till.paid();
    var strange =
        new PspMovement(
            "txn_strange",
            Kind.UNKNOWN,
            "climate_order_purchase",
            "txn_strange",
            Money.of(-250, "EUR"),
            Money.of(5, "EUR"),
            desk.now().truncatedTo(ChronoUnit.SECONDS),
            desk.now());
    desk.psp.invented.add(strange);
    desk.settleWhole();
    assertThat(desk.cases()).isEqualTo("MISSING_HERE -255");
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
  }

  @Test
  void whatTheProviderTakesAndPaysOutByItselfIsPosted() {
    desk.till.paid();
    desk.psp.invented.add(of(Kind.FEE, "stripe_fee", "txn_fee", -30));
    desk.psp.invented.add(of(Kind.OWN_PAYOUT, "payout", "po_own", -900));
    desk.psp.invented.add(named(of(Kind.OWN_PAYOUT, "payout", "po_two", -100), "txn_two"));
    desk.psp.invented.add(named(of(Kind.OWN_PAYOUT, "payout_failure", "po_two", 100), "txn_back"));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE + 30);
    assertThat(desk.till.balance("bank:operating:EUR")).isEqualTo(900);
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider() - 930);
  }

  @Test
  void aJournalThatSpeaksOfNothingTheProviderHasIsFound() {
    desk.till.paid();
    var amount = Money.of(55, "EUR");
    var journal =
        new Journal(
            "test ghost",
            Template.CAPTURED,
            null,
            List.of(
                Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
                Account.of(AccountKind.COMMISSION, amount.currency()).credit(amount)),
            new TreeMap<>(),
            null);
    desk.node.bean(Ledger.class).post(List.of(journal.knownAs("pi_nowhere")));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_THERE -55");
  }

  @Test
  void aProviderThatDoesNotAnswerCostsTimeOnly() {
    desk.till.paid();
    desk.psp.unavailable.set(3);
    desk.settle();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  /** What nobody understood is understood by the next version of this program. */
  @Test
  void aTypeThatBecameKnownIsPosted() {
    desk.till.paid();
    var topUp = of(Kind.OWN_PAYOUT, "topup", "tu_1", 500);
    desk.psp.invented.add(as(Kind.UNKNOWN, topUp));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_HERE 500");
    desk.psp.invented.set(0, topUp);
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.till.balance("bank:operating:EUR")).isEqualTo(-500);
  }

  private static PspMovement as(Kind kind, PspMovement movement) {
    return new PspMovement(
        movement.id(),
        kind,
        movement.type(),
        movement.reference(),
        movement.amount(),
        movement.fee(),
        movement.createdAt(),
        movement.availableAt());
  }

  @Test
  void twoWhoSettleAtOncePostOnce() throws Exception {
    for (var n = 0; n < 8; n++) desk.till.paid();
    var other = desk.worker(desk.psp);
    var now = desk.now();
    desk.settleBeside(other, now);
    desk.settleWhole();
    assertThat(desk.till.balance("platform:expense:psp_fee:EUR")).isEqualTo(8 * FEE);
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  private void change(PspMovement movement, UnaryOperator<PspMovement> change) {
    desk.psp.changed.put(movement.id(), change);
  }

  private PspMovement charge(String payment, long minor) {
    return named(of(Kind.PAYMENT, "charge", payment, minor), "txn_" + UUID.randomUUID());
  }

  private PspMovement of(Kind kind, String type, String reference, long minor) {
    var at = desk.now().truncatedTo(ChronoUnit.SECONDS);
    return new PspMovement(
        reference, kind, type, reference, Money.of(minor, "EUR"), Money.of(0, "EUR"), at, at);
  }

  static PspMovement named(PspMovement movement, String id) {
    return new PspMovement(
        id,
        movement.kind(),
        movement.type(),
        movement.reference(),
        movement.amount(),
        movement.fee(),
        movement.createdAt(),
        movement.availableAt());
  }

  static PspMovement with(PspMovement movement, long amount, long fee) {
    return new PspMovement(
        movement.id(),
        movement.kind(),
        movement.type(),
        movement.reference(),
        Money.of(amount, "EUR"),
        Money.of(fee, "EUR"),
        movement.createdAt(),
        movement.availableAt());
  }
}
