package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.money.SettlementRates;
import souk.payments.psp.PspConversion;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.refund.RefundDesk;
import souk.platform.money.Money;

/** A day of francs on an account that settles in euros. */
class ForeignSettlementTest {
  private static final Money TWELVE = Money.of(1200, "CHF");

  /** Of twelve francs at 0.9431, and the twin's price of that. */
  private static final long SETTLED = 1132;

  private static final long FEE = 42;

  private final SettlementDesk desk =
      SettlementDesk.open(
          "available=0", "souk.refunds.approval-above", "EUR=100000,CHF=100000,KRW=1000000");

  @BeforeEach
  void settlesInEuros() {
    rate("0.9431");
  }

  @AfterEach
  void close() {
    assertThat(desk.till.breaches()).isEmpty();
    assertThat(desk.till.twin.violations()).isEmpty();
    desk.close();
  }

  private void rate(String rate) {
    desk.till.twin.rates(SettlementRates.parse("chf=eur:" + rate));
  }

  private RefundDesk.Paid paid() {
    return desk.till.paidWith("pm_card_visa", TWELVE);
  }

  private long balance(String key) {
    return desk.till.balance(key);
  }

  private void assertNothingLeftInFrancs() {
    assertThat(balance("psp:clearing_pending:CHF")).isZero();
    assertThat(balance("psp:balance_available:CHF")).isZero();
    assertThat(balance("psp:clearing_pending:EUR")).isZero();
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  @Test
  void aPaymentIsConvertedAtTheProvidersRateAndItsFeePostedAsTaken() {
    var paid = paid();
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
    assertThat(balance("psp:balance_available:EUR")).isEqualTo(SETTLED - FEE);
    assertThat(balance("platform:expense:psp_fee:EUR")).isEqualTo(FEE);
    assertThat(balance("fx:liquidity:CHF")).isEqualTo(1200);
    assertThat(balance("fx:liquidity:EUR")).isEqualTo(-SETTLED);
    assertThat(balance("platform:fx_difference:EUR")).isZero();
    assertThat(balance("escrow:" + paid.order() + ":CHF")).isEqualTo(-1200);
    assertThat(verdicts(paid)).isEqualTo("CHF MATCHED, EUR MATCHED");
  }

  private String verdicts(RefundDesk.Paid paid) {
    return desk.node.text(
        """
        SELECT string_agg(currency || ' ' || verdict, ', ' ORDER BY currency)
        FROM payments.recon_item WHERE reference = '%s'\
        """
            .formatted(desk.reference(paid)));
  }

  @Test
  void rateSourceAndTimeAreInTheJournalAndWithTheLine() {
    var paid = paid();
    desk.settleWhole();
    assertThat(
            desk.node.text(
                """
                SELECT concat_ws(' ', journal.template, facts->>'rate', facts->>'base',
                                 facts->>'quote', facts->>'source',
                                 CAST(facts->>'as_of' AS timestamptz) = line.created_at,
                                 line.exchange_rate, line.presented_minor, line.presented_currency)
                FROM payments.ledger_journal journal
                JOIN payments.balance_transaction line ON line.id = facts->>'balance_transaction'
                WHERE journal.template = 'FX' AND journal.order_id = '%s'\
                """
                    .formatted(paid.order().id())))
        .isEqualTo("FX 0.9431 CHF EUR provider t 0.9431 1200 CHF");
  }

  /** 500 cost 475 that had brought 472; the other 700 cost 651 that had brought 660. */
  @Test
  void aRefundAtAnotherRateIsAGainOrALossAndLeavesNoLiquidity() {
    var paid = paid();
    desk.settle();
    rate("0.9502");
    desk.till.refunded(paid, Money.of(500, "CHF"));
    desk.settle();
    assertThat(balance("platform:fx_difference:EUR")).isEqualTo(3);
    assertThat(balance("fx:liquidity:EUR")).isEqualTo(-SETTLED + 472);
    rate("0.93");
    desk.till.refunded(paid, Money.of(700, "CHF"));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
    assertThat(balance("fx:liquidity:CHF")).isZero();
    assertThat(balance("fx:liquidity:EUR")).isZero();
    assertThat(balance("platform:fx_difference:EUR")).isEqualTo(3 - 9);
    assertThat(balance("psp:balance_available:EUR")).isEqualTo(SETTLED - FEE - 475 - 651);
  }

  /** Several of one payment in one pass share its worth, in whichever order they are posted. */
  @Test
  void manyRefundsOfOneDayCostWhatThePaymentBrought() {
    var paid = paid();
    for (var n = 0; n < 7; n++) desk.till.refunded(paid, Money.of(n < 6 ? 171 : 174, "CHF"));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
    assertThat(balance("fx:liquidity:EUR")).isZero();
  }

  /** Five won are a third of a cent. */
  @Test
  void whatSettlesToNothingIsConvertedAndLeavesNothing() {
    desk.till.twin.rates(SettlementRates.parse("krw=eur:0.00063"));
    var paid = desk.till.paidWith("pm_card_visa", Money.of(20_000, "KRW"));
    desk.till.refunded(paid, Money.of(5, "KRW"));
    desk.settle();
    assertThat(desk.cases()).isEmpty();
    assertThat(balance("fx:liquidity:KRW")).isEqualTo(20_000 - 5);
    desk.till.refunded(paid, Money.of(19_995, "KRW"));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertThat(balance("psp:clearing_pending:KRW")).isZero();
    assertThat(balance("psp:balance_available:KRW")).isZero();
    assertThat(balance("fx:liquidity:KRW")).isZero();
    assertThat(balance("fx:liquidity:EUR")).isZero();
    assertThat(desk.held()).isEqualTo(desk.heldAtProvider());
  }

  @Test
  void aRefundThatComesBackIsWorthWhatItWasWorth() {
    var paid = paid();
    rate("0.9502");
    desk.till.refunded(paid, Money.of(300, "CHF"));
    rate("0.9");
    var reference = desk.node.text("SELECT psp_reference FROM payments.refund");
    assertThat(desk.till.twin.happenings().failRefund(reference, "unknown")).isTrue();
    desk.till.lookAtRefunds();
    assertThat(desk.node.text("SELECT status FROM payments.refund")).isEqualTo("FAILED");
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
    assertThat(balance("fx:liquidity:EUR")).isEqualTo(-SETTLED);
    assertThat(balance("platform:fx_difference:EUR")).as("285 went, 270 came").isEqualTo(15);
  }

  /** The control: as it was before, a case on either side and money that stays in clearing. */
  @Test
  void withoutTheConversionItIsACaseInBothCurrencies() {
    paid();
    change(one -> converted(one, null));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_HERE 1132, MISSING_THERE -1200");
    assertThat(balance("psp:clearing_pending:CHF")).isEqualTo(1200);

    desk.psp.changed.clear();
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
  }

  @Test
  void aRateThatDoesNotExplainTheAmountIsNotBelieved() {
    paid();
    change(one -> converted(one, new PspConversion(TWELVE, new BigDecimal("0.9531"))));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT -1200, MISSING_HERE 1132");
    assertThat(balance("fx:liquidity:CHF")).isZero();
  }

  @Test
  void aCentThatRoundingExplainsIsNone() {
    paid();
    change(one -> converted(one, new PspConversion(TWELVE, new BigDecimal("0.94375"))));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
  }

  /** Thirteen francs at the rate, and the card gave twelve. */
  @Test
  void anotherAmountThanWasCapturedIsADifferenceInItsCurrency() {
    paid();
    var thirteen = new PspConversion(Money.of(1300, "CHF"), new BigDecimal("0.9431"));
    change(one -> converted(settledAs(one, 1226), thirteen));
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT 100");
    assertThat(balance("psp:clearing_pending:CHF")).isEqualTo(-100);
  }

  @Test
  void whatTheProviderChangesAfterwardsIsConvertedToo() {
    paid();
    desk.settle();
    change(one -> settledAs(one, SETTLED - 1));
    desk.settle();
    assertThat(desk.cases()).isEmpty();
    assertThat(balance("fx:liquidity:EUR")).isEqualTo(-SETTLED + 1);
    desk.psp.changed.clear();
    desk.settleWhole();
    assertNothingLeftInFrancs();
  }

  @Test
  void whoSettlesBesideAnotherConvertsOnce() throws Exception {
    for (var n = 0; n < 6; n++) desk.till.refunded(paid(), Money.of(100 + n, "CHF"));
    desk.settleBeside(desk.worker(desk.psp), desk.now());
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertNothingLeftInFrancs();
  }

  private void change(UnaryOperator<PspMovement> change) {
    desk.psp.changed.put(desk.movements(Kind.PAYMENT).getFirst().id(), change);
  }

  private static PspMovement settledAs(PspMovement one, long minor) {
    return of(one, Money.of(minor, "EUR"), one.conversion());
  }

  private static PspMovement converted(PspMovement one, @Nullable PspConversion conversion) {
    return of(one, one.amount(), conversion);
  }

  private static PspMovement of(PspMovement one, Money amount, @Nullable PspConversion conversion) {
    return new PspMovement(
        one.id(),
        one.kind(),
        one.type(),
        one.reference(),
        amount,
        one.fee(),
        one.createdAt(),
        one.availableAt(),
        conversion,
        one.payment());
  }
}
