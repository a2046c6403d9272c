package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.payments.refund.RefundDesk.Paid;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/**
 * An order that is done after a part of its money went back ends as if it had been the other way.
 */
class RefundBeforeCompletionTest {
  private static RefundDesk desk;

  @BeforeAll
  static void open() {
    desk = RefundDesk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void everythingIsInOrder() {
    desk.settle();
    assertThat(desk.breaches()).isEmpty();
  }

  @Test
  void theSharesAreTheSameWhicheverCameFirst() {
    var random = new Random(20_261_123);
    for (var round = 0; round < 8; round++) {
      var minor = 1 + random.nextInt(1200);
      var before = desk.paid();
      desk.refunded(before, minor);
      desk.complete(before);
      var after = desk.paid();
      desk.complete(after);
      desk.refunded(after, minor);
      assertThat(desk.earned(before)).as("of %s", minor).isEqualTo(desk.earned(after));
      assertThat(desk.escrow(before)).isZero();
      assertThat(desk.escrow(after)).isZero();
    }
  }

  /** Behind the lock of the charge one of the two is first. */
  @RepeatedTest(15)
  void aRefundAgainstTheCompletionLeavesNothingInEscrow() throws Exception {
    var paid = desk.paid();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = threads.submit(() -> desk.complete(paid));
      var one = threads.submit(() -> desk.request(paid, 501));
      var other = threads.submit(() -> desk.request(paid, 199));
      done.get();
      one.get();
      other.get();
    }
    desk.settle();
    assertThat(desk.escrow(paid)).isZero();
    assertThat(desk.earned(paid)).isBetween(800L - 467, 800L - 466);
  }

  /**
   * The negative control: whoever divides without the charge's lock lets a refund begin that still
   * sees the escrow; the ledger is the second line and refuses it.
   */
  @Test
  void withoutTheLockTheRefundWouldFindTheEscrowEmpty() throws Exception {
    var paid = desk.paid();
    var escrow = Account.of(AccountKind.ESCROW, paid.order(), RefundDesk.TWELVE.currency());
    var driver = Account.of(AccountKind.PAYEE_PAYABLE, paid.driver(), RefundDesk.TWELVE.currency());
    var legs = List.of(escrow.debit(RefundDesk.TWELVE), driver.credit(RefundDesk.TWELVE));
    var done = Journal.of(paid.order() + " done", Template.COMPLETED, paid.order(), legs);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var refund =
          desk.node
              .bean(Transactions.class)
              .call(() -> {
                desk.node.bean(Ledger.class).post(List.of(done));
                var asked = threads.submit(() -> desk.request(paid, 500));
                await().until(() -> desk.node.text(WAITING).equals("1"));
                return asked;
              });
      assertThatThrownBy(refund::get).hasCauseInstanceOf(Ledger.Overdrawn.class);
    }
    assertThat(desk.setAside(paid)).isZero();
  }

  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'\
      """;

  @Test
  void aRefundThatFailsAfterTheOrderWasDoneGivesTheSharesBack() {
    var paid = desk.paid();
    var refund = desk.refunded(paid, 900);
    desk.complete(paid);
    assertThat(desk.earned(paid)).isEqualTo(200);
    desk.look(desk.resolver(OtherRefunds.showing(OtherRefunds.FAILED)));
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.FAILED);
    assertThat(desk.earned(paid)).isEqualTo(800);
    assertThat(desk.escrow(paid)).isZero();
    assertThat(desk.setAside(paid)).isZero();
  }

  /** The debt's money went to nobody: the ride's did when it was owed. */
  @Test
  void aRefundOfAPaidDebtIsBorneByThoseWhoHadTheRide() {
    var ride = new OrderRef("ride", UUID.randomUUID());
    var debt = desk.paid("debt", UUID.randomUUID(), UUID.randomUUID());
    var twelve = RefundDesk.TWELVE;
    desk.deliver(
        new CompletedOrder(
            ride,
            List.of(new Source(From.CUSTOMER, null, debt.payer(), twelve)),
            List.of(
                new Share(To.PAYEE, debt.driver().toString(), Money.of(900, "EUR")),
                new Share(To.TAX, "monaco", Money.of(300, "EUR")))));
    desk.deliver(
        new CompletedOrder(
            ride,
            List.of(new Source(From.ESCROW, debt.order(), null, twelve)),
            List.of(new Share(To.DEBT, debt.payer().toString(), twelve))));

    desk.refunded(debt, 400);

    assertThat(desk.earned(debt)).isEqualTo(600);
    assertThat(desk.balance("customer:receivable:" + debt.payer() + ":EUR")).isZero();
  }

  @Test
  void aTipIsTakenBackOnlyWithItsOwnCharge() {
    var ride = desk.paid();
    desk.complete(ride);
    var tip = desk.paid("tip", ride.order().id(), ride.driver());
    tipped(ride, tip);
    desk.refunded(ride, 1200);
    var tips = "payee:tips:" + ride.driver() + ":EUR";
    assertThat(desk.balance(tips)).isEqualTo(-1200);
    desk.refunded(tip, 1000);
    assertThat(desk.balance(tips)).isEqualTo(-200);
    assertThat(desk.earned(ride)).isZero();
  }

  private static void tipped(Paid ride, Paid tip) {
    desk.deliver(
        new CompletedOrder(
            ride.order(),
            List.of(new Source(From.ESCROW, tip.order(), null, RefundDesk.TWELVE)),
            List.of(new Share(To.TIP, ride.driver().toString(), RefundDesk.TWELVE))));
  }
}
