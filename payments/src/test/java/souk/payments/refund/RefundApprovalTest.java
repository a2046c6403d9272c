package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.refund.RefundDesk.ADA;
import static souk.payments.refund.RefundDesk.GRACE;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.platform.problem.Problem;

/** Above the limit a refund takes a second pair of eyes, and never the first one again. */
class RefundApprovalTest {
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
  void whatIsAboveTheLimitWaitsForAnother() {
    var paid = desk.paid();
    var refund = desk.refunded(paid, 501);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.AWAITING_APPROVAL);
    assertThat(desk.atProvider(paid)).isEmpty();
    assertThat(desk.escrow(paid)).as("nothing is promised yet").isEqualTo(-1200);
    assertThat(desk.setAside(paid)).as("but set aside").isEqualTo(501);
    assertThatThrownBy(() -> desk.refunds.approve(ADA, refund))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(403));
    assertThatThrownBy(() -> desk.refunds.reject(ADA, refund, "no"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(403));

    desk.refunds.approve(GRACE, refund);
    assertThat(desk.refunds.approve(GRACE, refund).decidedBy()).isEqualTo(GRACE.id());
    desk.settle();

    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(desk.escrow(paid)).isEqualTo(-699);
    assertThat(actions(refund)).isEqualTo("refund.requested refund.approved");
  }

  @Test
  void whatIsRejectedMayBeAskedForAgain() {
    var paid = desk.paid();
    var refund = desk.request(paid, 1200);
    assertThat(desk.refunds.reject(GRACE, refund, "he was late himself").status())
        .isEqualTo(RefundStatus.REJECTED);
    assertThat(desk.setAside(paid)).isZero();
    assertThatThrownBy(() -> desk.refunds.approve(GRACE, refund))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("refund_rejected"));
    assertThat(desk.status(desk.request(paid, 1200))).isEqualTo(RefundStatus.AWAITING_APPROVAL);
    assertThat(actions(refund)).isEqualTo("refund.requested refund.rejected");
  }

  @Test
  void smallRefundsAddUp() {
    var paid = desk.paid();
    assertThat(desk.status(desk.request(paid, 300))).isEqualTo(RefundStatus.REFUNDING);
    assertThat(desk.status(desk.request(paid, 200))).isEqualTo(RefundStatus.REFUNDING);
    assertThat(desk.status(desk.request(paid, 1))).isEqualTo(RefundStatus.AWAITING_APPROVAL);
  }

  @Test
  void whatAnIssuerHasTakenMeanwhileIsNotApproved() {
    var paid = desk.paid();
    var refund = desk.request(paid, 700);
    desk.node.sql(
        "UPDATE payments.charge SET disputed_minor = 1200 WHERE id = '%s'"
            .formatted(paid.chargeId()));
    assertThatThrownBy(() -> desk.refunds.approve(GRACE, refund))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("charge_disputed"));
    assertThatThrownBy(() -> desk.request(paid, 1))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("refund_exceeds_charge"));
    assertThat(desk.refunds.reject(GRACE, refund, "disputed").status())
        .isEqualTo(RefundStatus.REJECTED);
    desk.node.sql("UPDATE payments.charge SET disputed_minor = 0");
  }

  /** Whoever has the charge's lock first decides; the other is told. */
  @RepeatedTest(10)
  void approvalAgainstRejectionHasOneWinner() throws Exception {
    var paid = desk.paid();
    var refund = desk.request(paid, 900);
    List<Callable<Boolean>> deciders =
        List.of(
            () -> tries(() -> desk.refunds.approve(GRACE, refund)),
            () -> tries(() -> desk.refunds.reject(GRACE, refund, "no")),
            () -> tries(() -> desk.refunds.approve(GRACE, refund)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var wins = 0;
      for (var won : threads.invokeAll(deciders)) wins += won.get() ? 1 : 0;
      assertThat(wins).isBetween(1, 2);
    }
    desk.settle();
    var gone = desk.atProvider(paid).size();
    assertThat(desk.status(refund))
        .isEqualTo(gone == 1 ? RefundStatus.SUCCEEDED : RefundStatus.REJECTED);
    assertThat(actions(refund).split(" ")).hasSize(2);
  }

  private static boolean tries(Callable<RefundStanding> decision) throws Exception {
    try {
      decision.call();
      return true;
    } catch (Problem lost) {
      return false;
    }
  }

  private static String actions(UUID refund) {
    return desk.node.text(
        """
        SELECT string_agg(action, ' ' ORDER BY at) FROM platform.action_log
        WHERE subject_id = '%s'\
        """
            .formatted(refund));
  }
}
