package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspDispute.Status;
import souk.payments.refund.RefundDesk;
import souk.platform.problem.Problem;

/** Disputed money is withheld, comes back or is borne; an inquiry moves none. */
class DisputesTest {
  private static DisputeDesk desk;

  @BeforeAll
  static void open() {
    desk =
        DisputeDesk.open(
            Map.of(
                "souk.disputes.borne-by-payees",
                "meal=10000,meal/fraudulent=0,stay=5000",
                "souk.refunds.approval-above",
                "EUR=100000"));
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void everythingIsInOrder() {
    desk.settle();
    assertThat(desk.till.breaches()).isEmpty();
  }

  @Test
  void whatIsWonComesBackWithWhatOfTheFeeDoes() {
    var paid = desk.till.paid();
    desk.till.complete(paid);
    var before = desk.available();
    var dispute = desk.disputed(paid, Status.NEEDS_RESPONSE, 1200);
    assertThat(desk.withheld(dispute)).isEqualTo(1200);
    assertThat(desk.available()).isEqualTo(before - 1220);
    assertThat(desk.till.earned(paid)).as("nobody has lost yet").isEqualTo(800);

    desk.becomes(dispute, Status.UNDER_REVIEW);
    desk.becomes(dispute, Status.WON);

    assertThat(desk.withheld(dispute)).isZero();
    assertThat(desk.available()).isEqualTo(before);
    assertThat(desk.events(paid)).isEqualTo("dispute.opened dispute.under_review dispute.won");
    assertThat(desk.till.refunded(paid, 1200)).as("and may be given back").isNotNull();
  }

  @Test
  void aWonDisputeIsUnderReviewUntilItsMoneyIsBack() {
    var paid = desk.till.paid();
    var dispute = desk.disputed(paid, Status.UNDER_REVIEW, 1200);
    desk.issuer.shows(ScriptedIssuer.with(desk.shown(dispute), Status.WON, true));
    desk.settle();
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.UNDER_REVIEW);
    desk.becomes(dispute, Status.WON);
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.WON);
  }

  @Test
  void whatIsLostIsThePlatformsWherePayeesAreNotLiable() {
    var paid = desk.till.paid();
    desk.till.complete(paid);
    var losses = desk.losses();
    var dispute = desk.disputed(paid, Status.NEEDS_RESPONSE, 1200);
    desk.becomes(dispute, Status.LOST);
    assertThat(desk.losses()).isEqualTo(losses + 1200);
    assertThat(desk.till.earned(paid)).isEqualTo(800);
    assertThat(desk.withheld(dispute)).isZero();
  }

  @Test
  void whatIsLostIsBorneByThoseWhoHadItWhereTheyAreLiable() {
    var meal = desk.till.paid("meal", UUID.randomUUID(), UUID.randomUUID());
    desk.till.complete(meal);
    var losses = desk.losses();
    var dispute = desk.disputed(meal, Status.LOST, 1200);
    assertThat(desk.find(dispute).borne()).isEqualTo(RefundDesk.TWELVE);
    assertThat(desk.till.earned(meal)).isZero();
    assertThat(desk.losses()).isEqualTo(losses);

    var stay = desk.till.paid("stay", UUID.randomUUID(), UUID.randomUUID());
    desk.till.complete(stay);
    desk.disputed(stay, Status.LOST, 600);
    assertThat(desk.till.earned(stay)).as("half of 600 by shares").isEqualTo(600);
    assertThat(desk.losses()).isEqualTo(losses + 300);
  }

  @Test
  void oneLostBeforeTheOrderIsDoneIsDividedWithIt() {
    var meal = desk.till.paid("meal", UUID.randomUUID(), UUID.randomUUID());
    desk.disputed(meal, Status.LOST, 600);
    assertThat(desk.till.escrow(meal)).isEqualTo(-600);
    desk.till.complete(meal);
    assertThat(desk.till.escrow(meal)).isZero();
    assertThat(desk.till.earned(meal)).isEqualTo(400);
  }

  @Test
  void anInquiryMovesNoMoneyAndMayBecomeADispute() {
    var paid = desk.till.paid();
    var before = desk.available();
    var dispute = desk.disputed(paid, Status.INQUIRY, 1200);
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.INQUIRY);
    desk.becomes(dispute, Status.INQUIRY_CLOSED);
    assertThat(desk.available()).isEqualTo(before);
    var payment = desk.payment(paid);
    var reference = desk.find(dispute).reference();
    desk.issuer.shows(ScriptedIssuer.dispute(reference, payment, Status.NEEDS_RESPONSE, 1200));
    desk.heardOf(reference);
    desk.settle();
    assertThat(desk.withheld(dispute)).isEqualTo(1200);
  }

  @Test
  void aWordThatNobodyKnowsMovesNothing() {
    var paid = desk.till.paid();
    var dispute = desk.disputed(paid, Status.UNDECIDED, 1200);
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.FOUND);
    assertThat(desk.withheld(dispute)).isZero();
    desk.becomes(dispute, Status.NEEDS_RESPONSE);
    desk.becomes(dispute, Status.UNDECIDED);
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.NEEDS_RESPONSE);
    desk.becomes(dispute, Status.LOST);
    desk.becomes(dispute, Status.NEEDS_RESPONSE);
    assertThat(desk.find(dispute).status()).as("never backwards").isEqualTo(DisputeStatus.LOST);
  }

  /** Such as one that was settled in another currency. */
  @Test
  void oneThatNobodyCanReadIsShownAndLookedAtRarely() {
    var paid = desk.till.paid();
    var reference = "dp_" + UUID.randomUUID();
    desk.issuer.shows(
        ScriptedIssuer.dispute(reference, desk.payment(paid), Status.NEEDS_RESPONSE, 300));
    desk.issuer.unreadable.add(reference);
    desk.heardOf(reference);
    desk.resolver.pass();
    var dispute = desk.id(reference);
    assertThat(desk.find(dispute).unreadableSince()).isNotNull();
    assertThat(desk.withheld(dispute)).isZero();
    assertThat(
            desk.till.node.text(
                "SELECT next_wake_at > clock_timestamp() + interval '12 h' FROM payments.dispute"
                    + " WHERE id = '%s'".formatted(dispute)))
        .isEqualTo("t");

    desk.issuer.unreadable.clear();
    desk.settle();
    assertThat(desk.find(dispute).unreadableSince()).isNull();
    assertThat(desk.withheld(dispute)).isEqualTo(300);
  }

  @Test
  void oneThatNobodyToldOfIsFoundInTheList() {
    var paid = desk.till.paid();
    var reference = "dp_" + UUID.randomUUID();
    desk.issuer.shows(
        ScriptedIssuer.dispute(reference, desk.payment(paid), Status.NEEDS_RESPONSE, 300));
    desk.resolver.list();
    desk.resolver.list();
    desk.settle();
    assertThat(desk.withheld(desk.id(reference))).isEqualTo(300);
  }

  @Test
  void whatIsDisputedIsNotRefunded() {
    var paid = desk.till.paid();
    desk.disputed(paid, Status.NEEDS_RESPONSE, 1000);
    assertThatThrownBy(() -> desk.till.request(paid, 201))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("refund_exceeds_charge"));
    assertThat(desk.till.refunded(paid, 200)).isNotNull();
  }

  /** The payee has given it back once: the rest of the loss is the platform's. */
  @Test
  void whatWasRefundedIsNotBorneASecondTime() {
    var meal = desk.till.paid("meal", UUID.randomUUID(), UUID.randomUUID());
    desk.till.complete(meal);
    desk.till.refunded(meal, 900);
    var losses = desk.losses();
    var dispute = desk.disputed(meal, Status.LOST, 1200);
    assertThat(desk.till.earned(meal)).isZero();
    assertThat(desk.till.owes(meal)).isZero();
    assertThat(desk.losses()).isEqualTo(losses + 900);
    assertThat(desk.withheld(dispute)).isZero();
  }
}
