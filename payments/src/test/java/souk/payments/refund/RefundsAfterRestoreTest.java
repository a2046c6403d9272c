package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static souk.payments.refund.RefundDesk.ADA;
import static souk.payments.refund.RefundDesk.GRACE;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.restore.Finding;
import souk.payments.restore.Finding.Outcome;
import souk.payments.restore.Installation;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** What went back to cards after the backup that the database was restored from. */
class RefundsAfterRestoreTest {
  private static final Money SEVEN = Money.of(700, "EUR");

  private final Installation souk = Installation.open();

  @AfterEach
  void close() {
    assertThat(souk.twin.violations()).isEmpty();
    souk.close();
  }

  @Test
  void whatWentBackIsNotThereToGoBackAgain() {
    var charge = souk.captured();
    souk.backUp();
    var refund = request(charge, SEVEN);
    settle();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("refund_forgotten");
    assertThat(status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThatThrownBy(() -> request(charge, SEVEN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("left of this charge");
    isWhole();
    assertThat(souk.kept(charge)).isEqualTo(500);
  }

  /** The control: the database would give the same money back once more. */
  @Test
  void withoutAdoptionItIsPromisedTwice() {
    var charge = souk.captured();
    souk.backUp();
    request(charge, Money.of(500, "EUR"));
    settle();
    souk.restore();
    request(charge, Money.of(500, "EUR"));
    settle();
    assertThat(souk.kept(charge)).isEqualTo(200);
  }

  @Test
  void aRefundThatWasAgreedOnSinceIsNotAskedForAgain() {
    var charge = souk.captured();
    var refund = awaitingApproval(charge);
    souk.backUp();
    souk.bean(Refunds.class).approve(GRACE, refund);
    settle();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("refund_behind");
    assertThat(status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    isWhole();
    assertThat(souk.kept(charge)).isEqualTo(500);
  }

  @Test
  void aRefundOfAPaymentThatIsForgottenTooGoesBackWithTheRest() {
    souk.backUp();
    var charge = souk.captured();
    request(charge, SEVEN);
    settle();
    souk.restore();
    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payment_forgotten", Outcome.ADOPTED));
    assertThat(souk.kept(charge)).isZero();
    isWhole();
  }

  private void isWhole() {
    assertThat(souk.breaches()).isEmpty();
    assertThat(souk.adopt()).as("a second pass").isEmpty();
  }

  private UUID request(UUID charge, Money amount) {
    return souk.bean(Refunds.class).request(ADA, charge, amount, "rider waited").refundId();
  }

  /** As if it were above the limit of one pair of eyes. */
  private UUID awaitingApproval(UUID charge) {
    var refund = UUID.randomUUID();
    souk.node()
        .sql(
            """
            UPDATE payments.charge SET refunded_minor = 700 WHERE id = '%s';
            INSERT INTO payments.refund
              (id, charge_id, order_kind, order_id, payer_id, payment, amount_minor, currency, reason,
               requested_by, requested_by_name, status, generation, version, looks, intended_at,
               moved_at, created_at)
            SELECT '%s', id, order_kind, order_id, payer_id, psp_reference, 700, 'EUR', 'waited',
                   '%s', 'Ada', 'AWAITING_APPROVAL', 1, 1, 0, now(), now(), now()
            FROM payments.charge WHERE id = '%s'\
            """
                .formatted(charge, refund, ADA.id(), charge));
    return refund;
  }

  private void settle() {
    for (var passes = 0; passes < 30; passes++) {
      souk.node()
          .sql(
              """
              UPDATE payments.refund SET next_wake_at = clock_timestamp()
              WHERE status IN ('REFUNDING', 'UNKNOWN', 'PENDING')\
              """);
      souk.bean(RefundResolver.class).pass();
    }
  }

  private RefundStatus status(UUID refund) {
    return souk.bean(Refunds.class).find(refund).orElseThrow().status();
  }
}
