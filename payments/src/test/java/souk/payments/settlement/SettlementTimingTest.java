package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspMovement.Kind;

/** What the other side has not said yet is no difference. */
class SettlementTimingTest {
  private SettlementDesk desk = SettlementDesk.open();

  @AfterEach
  void close() {
    assertThat(desk.till.breaches()).isEmpty();
    assertThat(desk.till.twin.violations()).isEmpty();
    desk.close();
  }

  /** After an absence of days the first of them is compared while the others are not read yet. */
  @Test
  void whatWasNotFetchedYetIsNotMissing() {
    desk.till.paid();
    var first = desk.now();
    desk.endDay();
    var second = desk.till.paid();
    desk.endDay();
    desk.driveFirst();
    assertThat(desk.isCompared(first)).isTrue();
    assertThat(desk.verdict(desk.reference(second))).isEqualTo("MISSING_THERE");
    assertThat(desk.cases()).isEmpty();
    desk.settleWhole();
    assertThat(desk.node.text("SELECT count(*) FROM payments.recon_case")).isEqualTo("0");
  }

  @Test
  void whatMayStillComeIsNoCase() {
    desk.close();
    desk = SettlementDesk.open("available=0", "souk.reconciliation.grace", "1h");
    desk.till.paid();
    var movement = desk.movements(Kind.PAYMENT).getFirst();
    desk.psp.lost.add(movement.id());
    desk.settle();
    assertThat(desk.verdict(movement.reference())).isEqualTo("MISSING_THERE");
    assertThat(desk.cases()).isEmpty();
  }
}
