package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.money.SettlementRates;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefunds;
import souk.payments.refund.RefundDesk;
import souk.platform.money.Money;

/** What goes back of a converted payment without a row here is worth what it brought, too. */
class PartsMadeElsewhereTest {
  /** Of twelve francs at 0.9431. */
  private static final long SETTLED = 1132;

  private final SettlementDesk desk =
      SettlementDesk.open("available=0", "souk.refunds.approval-above", "EUR=100000,CHF=100000");

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
    return desk.till.paidWith("pm_card_visa", Money.of(1200, "CHF"));
  }

  private long balance(String key) {
    return desk.till.balance(key);
  }

  /** As somebody makes one in the provider's dashboard. */
  private void refundedThere(RefundDesk.Paid paid, long minor) {
    var id = UUID.randomUUID();
    var key = PspKey.of(id, "refund", 1);
    var outcome =
        desk.node
            .bean(PspRefunds.class)
            .refund(key, id, desk.reference(paid), Money.of(minor, "CHF"));
    assertThat(outcome).isInstanceOf(PspOutcome.Succeeded.class);
  }

  @Test
  void aRefundThatHasNoRowHereIsAPartOfItsPaymentToo() {
    var paid = paid();
    rate("0.9502");
    refundedThere(paid, 500);
    desk.settle();
    assertThat(desk.cases()).isEqualTo("DIFFERENT_AMOUNT -500");
    assertThat(balance("platform:fx_difference:EUR")).isEqualTo(3);
    rate("0.93");
    desk.till.refunded(paid, Money.of(700, "CHF"));
    desk.settleWhole();
    assertThat(balance("fx:liquidity:EUR")).isZero();
    assertThat(balance("platform:fx_difference:EUR")).isEqualTo(3 - 9);
  }

  /** The control: 475 and 660 are more than the 1132 that came. */
  @Test
  void ofARefundThatDoesNotSayWhoseItWasLiquidityKeepsADifference() {
    var paid = paid();
    rate("0.9502");
    refundedThere(paid, 500);
    var line = desk.movements(Kind.REFUND).getFirst();
    desk.psp.changed.put(line.id(), PartsMadeElsewhereTest::ofNobody);
    desk.settle();
    desk.till.refunded(paid, Money.of(700, "CHF"));
    desk.settleWhole();
    assertThat(balance("fx:liquidity:EUR")).isEqualTo(475 + 660 - SETTLED);
  }

  private static PspMovement ofNobody(PspMovement one) {
    return new PspMovement(
        one.id(),
        one.kind(),
        one.type(),
        one.reference(),
        one.amount(),
        one.fee(),
        one.createdAt(),
        one.availableAt(),
        one.conversion(),
        null);
  }
}
