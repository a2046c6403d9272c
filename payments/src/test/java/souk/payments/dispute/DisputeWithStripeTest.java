package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static souk.payments.refund.RefundDesk.ADA;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;
import souk.payments.refund.RefundDesk;
import souk.payments.refund.RefundDesk.Paid;
import souk.payments.settlement.DaysByHand;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** Disputes and late ends of refunds as the real client sees them at a twin of Stripe. */
class DisputeWithStripeTest {
  private RefundDesk desk;
  private DisputeResolver resolver;
  private Disputes disputes;

  @BeforeEach
  void open() {
    var soon = Pace.BRISK.with("dispute=0,review=0,refund=0");
    desk = RefundDesk.open(StripeTwinOptions.inProcess().pace(soon), settings());
    resolver = desk.node.bean(DisputeResolver.class);
    disputes = desk.node.bean(Disputes.class);
  }

  private static Map<String, Object> settings() {
    var settings = new HashMap<>(DaysByHand.SETTINGS);
    settings.put("souk.refunds.approval-above", "EUR=100000");
    return settings;
  }

  @AfterEach
  void close() {
    assertThat(desk.breaches()).isEmpty();
    assertThat(desk.twin.violations()).isEmpty();
    desk.close();
  }

  @Test
  void whatIsAnsweredWellIsWon() {
    var paid = desk.paidWith("pm_card_createDisputeProductNotReceived");
    var before = desk.balance("psp:balance_available:EUR");
    var dispute = found(paid);
    assertThat(status(dispute)).isEqualTo(DisputeStatus.NEEDS_RESPONSE);
    assertThat(desk.balance("dispute:withheld:" + dispute + ":EUR")).isEqualTo(1200);
    assertThatThrownBy(() -> desk.request(paid, 1)).isInstanceOf(Problem.class);

    disputes.draft(ADA, dispute, "winning_evidence");
    disputes.submit(ADA, dispute, 1);
    awaitStatus(dispute, DisputeStatus.WON);

    assertThat(disputes.find(dispute).orElseThrow().response()).isEqualTo("ANSWERED");
    var fee = desk.balance("platform:expense:dispute_fee:EUR");
    assertThat(desk.balance("psp:balance_available:EUR")).isEqualTo(before - fee);
    assertThat(desk.refunded(paid, 1200)).isNotNull();
    new DaysByHand(desk.node).assertMatched("DISPUTE");
  }

  @Test
  void whatIsAnsweredBadlyIsLost() {
    var dispute = found(desk.paidWith("pm_card_createDisputeProductNotReceived"));
    disputes.draft(ADA, dispute, "losing_evidence");
    disputes.submit(ADA, dispute, 1);
    awaitStatus(dispute, DisputeStatus.LOST);
    assertThat(desk.balance("platform:expense:dispute_loss:EUR")).isEqualTo(1200);
    new DaysByHand(desk.node).assertMatched("DISPUTE");
  }

  /** Francs are withheld in francs; the fee is in euros, in which the account settles. */
  @Test
  void aDisputeSettledInAnotherCurrencyIsWithheldInItsOwn() {
    rate("0.94");
    var paid = desk.paidWith("pm_card_createDisputeProductNotReceived", Money.of(1200, "CHF"));
    var days = new DaysByHand(desk.node);
    var dispute = found(paid);
    assertThat(desk.balance("dispute:withheld:" + dispute + ":CHF")).isEqualTo(1200);
    assertThat(desk.balance("platform:expense:dispute_fee:EUR")).isEqualTo(1500);
    days.assertMatched("DISPUTE");
    assertThat(desk.balance("psp:balance_available:CHF")).isZero();

    rate("0.96");
    disputes.draft(ADA, dispute, "winning_evidence");
    disputes.submit(ADA, dispute, 1);
    awaitStatus(dispute, DisputeStatus.WON);
    days.assertMatched("DISPUTE");
    days.assertMatched("PAYMENT");
    assertThat(desk.balance("psp:balance_available:CHF")).isZero();
    assertThat(desk.balance("fx:liquidity:CHF")).isEqualTo(1200);
    assertThat(desk.balance("fx:liquidity:EUR")).isEqualTo(-1128);
    assertThat(desk.balance("platform:fx_difference:EUR")).as("1128, then 1152").isEqualTo(-24);
  }

  @Test
  void aLostDisputeSettledInAnotherCurrencyLeavesNoLiquidity() {
    rate("0.94");
    var paid = desk.paidWith("pm_card_createDisputeProductNotReceived", Money.of(1200, "CHF"));
    var dispute = found(paid);
    disputes.accept(ADA, dispute, "he is right");
    awaitStatus(dispute, DisputeStatus.LOST);
    new DaysByHand(desk.node).assertMatched("DISPUTE");
    assertThat(desk.balance("platform:expense:dispute_loss:CHF")).isEqualTo(1200);
    assertThat(desk.balance("psp:balance_available:CHF")).isZero();
    assertThat(desk.balance("fx:liquidity:CHF")).isZero();
    assertThat(desk.balance("fx:liquidity:EUR")).isZero();
  }

  private void rate(String rate) {
    desk.twin.rates(SettlementRates.parse("chf=eur:" + rate));
  }

  @Test
  void whatIsGivenUpIsLost() {
    var dispute = found(desk.paidWith("pm_card_createDisputeProductNotReceived"));
    disputes.accept(ADA, dispute, "he is right");
    awaitStatus(dispute, DisputeStatus.LOST);
    assertThat(disputes.find(dispute).orElseThrow().response()).isEqualTo("ACCEPTED");
  }

  @Test
  void anInquiryIsClosedByGivingItUp() {
    var dispute = found(desk.paidWith("pm_card_createDisputeInquiry"));
    assertThat(status(dispute)).isEqualTo(DisputeStatus.INQUIRY);
    disputes.accept(ADA, dispute, "refunded");
    awaitStatus(dispute, DisputeStatus.INQUIRY_CLOSED);
    assertThat(disputes.find(dispute).orElseThrow().response()).isEqualTo("ACCEPTED");
  }

  @Test
  void aRefundThatABankSendsBackIsFailed() {
    var paid = desk.paidWith("pm_card_refundFail");
    desk.complete(paid);
    var refund = desk.refunded(paid, 700);
    await()
        .until(
            () -> {
              desk.lookAtRefunds();
              return desk.refundStatus(refund);
            },
            "FAILED"::equals);
    assertThat(desk.earned(paid)).isEqualTo(800);
    new DaysByHand(desk.node).assertMatched("REFUND");
  }

  @Test
  void aRefundThatPendsIsGoneInTheEnd() {
    var paid = desk.paidWith("pm_card_pendingRefund");
    var refund = desk.refunded(paid, 700);
    assertThat(desk.refundStatus(refund)).isEqualTo("SUCCEEDED");
  }

  private UUID found(Paid paid) {
    await()
        .until(
            () -> {
              resolver.list();
              look();
              return of(paid);
            },
            id -> !id.isEmpty());
    return UUID.fromString(of(paid));
  }

  private String of(Paid paid) {
    return desk.node.text(
        "SELECT coalesce(max(id::text), '') FROM payments.dispute WHERE charge_id = '%s'"
            .formatted(paid.chargeId()));
  }

  private void awaitStatus(UUID dispute, DisputeStatus status) {
    await()
        .until(
            () -> {
              look();
              return status(dispute);
            },
            status::equals);
  }

  private DisputeStatus status(UUID dispute) {
    return disputes.find(dispute).orElseThrow().status();
  }

  private void look() {
    desk.node.sql(
        "UPDATE payments.dispute SET next_wake_at = clock_timestamp() WHERE next_wake_at IS NOT NULL");
    resolver.pass();
  }
}
