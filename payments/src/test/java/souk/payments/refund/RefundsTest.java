package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** Money goes back once, from whoever has it, to the cent. */
class RefundsTest {
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
    assertThat(desk.twin.violations()).isEmpty();
  }

  @Test
  void partsGoBackUntilNothingIsLeft() {
    var paid = desk.paid();
    for (var part : List.of(500L, 1L, 699L)) {
      var refund = desk.refunded(paid, part);
      assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    }
    assertThat(desk.atProvider(paid))
        .extracting(refund -> refund.path("amount").asLong())
        .containsExactlyInAnyOrder(500L, 1L, 699L);
    assertThat(desk.escrow(paid)).isZero();
    assertThatThrownBy(() -> desk.request(paid, 1))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("refund_exceeds_charge");
              assertThat(problem.body()).containsEntry("left", Money.of(0, "EUR"));
            });
    assertThat(desk.setAside(paid)).isEqualTo(1200);
  }

  @Test
  void beforeTheOrderIsDoneItsEscrowGives() {
    var paid = desk.paid();
    var refund = desk.request(paid, 500);
    assertThat(desk.escrow(paid)).isEqualTo(-700);
    assertThat(desk.balance("refund:clearing:" + refund + ":EUR")).isEqualTo(-500);
    desk.settle();
    assertThat(desk.balance("refund:clearing:" + refund + ":EUR")).isZero();
  }

  @Test
  void afterwardsEachGivesOfHisShare() {
    var paid = desk.paid();
    var commission = desk.balance("platform:revenue:commission:EUR");
    desk.complete(paid);
    desk.refunded(paid, 500);
    // 333 1/3, 83 1/3 and 83 1/3: the cent that is left is the first one's
    assertThat(desk.earned(paid)).isEqualTo(800 - 334);
    assertThat(desk.owes(paid)).isZero();
    assertThat(commission - desk.balance("platform:revenue:commission:EUR")).isEqualTo(200L - 83);
    desk.refunded(paid, 700);
    assertThat(desk.earned(paid)).as("the last cent too").isZero();
    assertThat(desk.balance("platform:revenue:commission:EUR")).isEqualTo(commission);
  }

  @Test
  void whoHasBeenPaidOutOwesIt() {
    var paid = desk.paid();
    desk.complete(paid);
    payOut(paid, 700);
    desk.refunded(paid, 600);
    assertThat(desk.earned(paid)).isZero();
    assertThat(desk.owes(paid)).isEqualTo(300);
  }

  private static void payOut(RefundDesk.Paid paid, long minor) {
    var amount = Money.of(minor, "EUR");
    var payable = Account.of(AccountKind.PAYEE_PAYABLE, paid.driver(), amount.currency());
    var bank = Account.of(AccountKind.BANK, amount.currency());
    desk.node
        .bean(Ledger.class)
        .post(
            List.of(
                Journal.of(
                    "test pays out " + paid.order(),
                    Template.CAPTURED,
                    paid.order(),
                    List.of(payable.debit(amount), bank.credit(amount)))));
  }

  @Test
  void whatIsNotCapturedOrNotThereOrAnotherCurrencyIsRefused() {
    var paid = desk.paid();
    assertThatThrownBy(
            () -> desk.refunds.request(RefundDesk.ADA, UUID.randomUUID(), RefundDesk.TWELVE, "why"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
    assertThatThrownBy(
            () -> desk.refunds.request(RefundDesk.ADA, paid.chargeId(), Money.of(5, "USD"), "why"))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("refund_other_currency"));
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void theOrdersHistoryTellsOfIt() {
    var paid = desk.paid();
    desk.refunded(paid, 100);
    assertThat(desk.node.bean(RefundTimeline.class).of(paid.order().id()))
        .extracting(entry -> entry.type() + " by " + entry.actor().kind())
        .containsExactly("refund.accepted by OPERATOR", "refund.succeeded by SYSTEM");
  }
}
