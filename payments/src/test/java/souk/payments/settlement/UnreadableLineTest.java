package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.psp.PspMovement.Kind.DISPUTE;
import static souk.payments.psp.PspMovement.Kind.OWN_PAYOUT;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspUnreadable;
import souk.platform.money.Money;

/** A line of the statement that nobody can read costs a case, and stops nothing. */
class UnreadableLineTest {
  private static final String LINE = "txn_odd";

  private final SettlementDesk desk = SettlementDesk.open();

  @AfterEach
  void close() {
    assertThat(desk.till.breaches()).isEmpty();
    assertThat(desk.till.twin.violations()).isEmpty();
    desk.close();
  }

  private void told(String currency) {
    var at = desk.now().truncatedTo(ChronoUnit.SECONDS);
    desk.psp.unreadable.clear();
    desk.psp.unreadable.add(
        new PspUnreadable(LINE, "topup", currency, "1E+30, fee 0", "tu_1", "no amount", at));
  }

  @Test
  void theRestOfTheStatementIsUsedAndTheLineIsACase() {
    desk.till.paid();
    told("zzz");
    desk.settleWhole();
    assertThat(desk.cases()).isEqualTo("UNREADABLE 1");
    assertThat(desk.held()).as("of what can be read").isEqualTo(desk.heldAtProvider());
    assertThat(
            desk.node.text(
                "SELECT type || ' ' || currency || ' ' || amount || ' ' || source"
                    + " FROM payments.unreadable_movement"))
        .isEqualTo("topup zzz 1E+30, fee 0 tu_1");
    assertThat(tally()).contains("UNREADABLE");
  }

  /** Before, no case of any later day was opened. */
  @Test
  void laterDaysAreSettledAndTheirCasesOpened() {
    desk.till.paid();
    told("zzz");
    desk.settle();
    desk.till.paid();
    desk.psp.lost.add(desk.movements(PspMovement.Kind.PAYMENT).getLast().id());
    desk.settle();
    assertThat(desk.cases()).isEqualTo("MISSING_THERE -1200, UNREADABLE 1");
    desk.psp.lost.clear();
    desk.settle();
    assertThat(desk.cases()).isEqualTo("UNREADABLE 1");
  }

  @Test
  void aReleaseThatReadsItClosesTheCase() {
    desk.till.paid();
    told("zzz");
    desk.settle();
    desk.psp.unreadable.clear();
    var at = desk.now().truncatedTo(ChronoUnit.SECONDS);
    var none = Money.of(0, "EUR");
    desk.psp.invented.add(
        new PspMovement(LINE, OWN_PAYOUT, "topup", "tu_1", Money.of(500, "EUR"), none, at, at));
    desk.settleWhole();
    assertThat(desk.cases()).isEmpty();
    assertThat(desk.till.balance("bank:operating:EUR")).isEqualTo(-500);
  }

  /** Its dispute cannot be read; what was withheld for it can, and is nowhere in the ledger. */
  @Test
  void whatIsWithheldForADisputeOfBeforeIsACase() {
    desk.till.paid();
    var at = desk.now().truncatedTo(ChronoUnit.SECONDS);
    var amount = Money.of(-1200, "USD");
    var fee = Money.of(1500, "USD");
    desk.psp.invented.add(
        new PspMovement("txn_du", DISPUTE, "adjustment", "du_before", amount, fee, at, at));
    desk.settleWhole();
    assertThat(desk.cases()).isEqualTo("MISSING_HERE -2700");
    assertThat(desk.verdict("du_before")).isEqualTo("MISSING_HERE");
  }

  /** What the row could not hold is no way round the comparison. */
  @Test
  void aLineThatNoRunSpokeOfIsABreach() {
    desk.till.paid();
    desk.settleWhole();
    desk.node.sql(
        """
        INSERT INTO payments.unreadable_movement (id, run_id, type, currency, amount, source, why, created_at)
        SELECT 'txn_hidden', id, 'x', 'x', 'x', 'x', 'x', clock_timestamp() FROM payments.settlement_run
        WHERE settled_at IS NOT NULL LIMIT 1\
        """);
    assertThat(desk.till.breaches())
        .singleElement()
        .asString()
        .startsWith("payments.every_movement_is_compared: txn_hidden");
    desk.node.sql("DELETE FROM payments.unreadable_movement");
    assertThatThrownBy(() -> desk.node.sql("UPDATE payments.recon_item SET verdict = 'UNREADABLE'"))
        .hasMessageContaining("check constraint");
  }

  private String tally() {
    return desk.node.text(
        "SELECT string_agg(DISTINCT verdict, ' ' ORDER BY verdict) FROM payments.recon_item");
  }
}
