package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.refund.OrderRefunds.GiveBackAllBut;
import souk.payments.refund.RefundDesk.Paid;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** What the terms of an order give back goes back once, and never more than is there. */
class OrderRefundsTest {
  private static RefundDesk desk;

  @BeforeAll
  static void open() {
    desk =
        RefundDesk.open(
            StripeTwinOptions.inProcess(), Map.of("souk.refunds.approval-above", "EUR=500"));
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
  void allButTheFeeGoesBackOnce() {
    var paid = desk.paid();
    var wish = wish(paid, 500);
    var refund = desk.node.bean(OrderRefunds.class).giveBack(wish).orElseThrow();
    assertThat(refund.amount()).isEqualTo(Money.of(700, "EUR"));
    desk.settle();
    var again = desk.node.bean(OrderRefunds.class).giveBack(wish).orElseThrow();
    assertThat(again.status()).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(desk.setAside(paid)).isEqualTo(700);
    assertThat(desk.atProvider(paid)).hasSize(1);
    assertThat(desk.escrow(paid)).isEqualTo(-500);
  }

  @Test
  void askedByManyAtOnceItGoesBackOnce() throws Exception {
    var paid = desk.paid();
    var wish = wish(paid, 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 6)
              .mapToObj(
                  _ -> threads.submit(() -> desk.node.bean(OrderRefunds.class).giveBack(wish)))
              .toList();
      for (var one : asked) assertThat(one.get()).isPresent();
    }
    desk.settle();
    assertThat(desk.atProvider(paid)).hasSize(1);
    assertThat(desk.setAside(paid)).isEqualTo(1200);
  }

  @Test
  void whatOperatorsGaveBackBeforeIsNotGivenTwice() {
    var paid = desk.paid();
    desk.refunded(paid, 300);
    assertThat(give(paid, 200).orElseThrow().amount()).isEqualTo(Money.of(700, "EUR"));
    assertThat(give(paid, 200)).isEmpty();
  }

  @Test
  void whatWaitsForAnotherOperatorHasNotGoneBack() {
    var paid = desk.paid();
    var waiting = desk.request(paid, 600);
    assertThat(give(paid, 700).orElseThrow().amount()).isEqualTo(Money.of(500, "EUR"));
    assertThat(desk.status(waiting)).isEqualTo(RefundStatus.AWAITING_APPROVAL);
    assertThat(desk.setAside(paid)).isEqualTo(1100);
  }

  @Test
  void whatWaitsIsTurnedDownWhereItIsInTheWay() {
    var paid = desk.paid();
    var waiting = desk.request(paid, 600);
    assertThat(give(paid, 0).orElseThrow().amount()).isEqualTo(Money.of(1200, "EUR"));
    assertThat(desk.status(waiting)).isEqualTo(RefundStatus.REJECTED);
    assertThat(desk.setAside(paid)).isEqualTo(1200);
    desk.settle();
    assertThat(desk.escrow(paid)).isZero();
  }

  @Test
  void whereNothingIsBeyondTheFeeNothingGoesBack() {
    assertThat(give(desk.paid(), 1200)).isEmpty();
    assertThat(give(desk.paid(), 1300)).isEmpty();
  }

  @Test
  void thereMustBeACharge() {
    var nobody =
        new Paid(UUID.randomUUID(), desk.paid().order(), UUID.randomUUID(), UUID.randomUUID());
    assertThatThrownBy(() -> give(nobody, 0)).isInstanceOf(Problem.class);
  }

  private static Optional<RefundStanding> give(Paid paid, long keep) {
    return desk.node.bean(OrderRefunds.class).giveBack(wish(paid, keep));
  }

  private static GiveBackAllBut wish(Paid paid, long keep) {
    return new GiveBackAllBut(
        UUID.randomUUID(),
        paid.chargeId(),
        Money.of(keep, "EUR"),
        paid.payer(),
        "Rita",
        "called off");
  }
}
