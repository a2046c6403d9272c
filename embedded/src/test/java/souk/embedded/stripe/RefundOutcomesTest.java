package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.account.Violation.Rule;

/** A refund is not over when it is answered. */
class RefundOutcomesTest extends BriskMarket {
  private Refund refund(String charge, long amount, String id) throws StripeException {
    var params = RefundCreateParams.builder().setCharge(charge).setAmount(amount);
    return stripe.refunds().create(params.putMetadata("refund_id", id).build());
  }

  private Refund now(Refund refund) throws StripeException {
    return stripe.refunds().retrieve(refund.getId());
  }

  @Test
  void someRefundsArePendingForAWhile() throws StripeException {
    var charge = market.charge("pm_card_pendingRefund", 1_000, "eur");

    var refund = refund(charge, 400, "r1");
    assertThat(refund.getStatus()).isEqualTo("pending");
    clock.advance(SOON);

    assertThat(now(refund).getStatus()).isEqualTo("succeeded");
    assertThat(told("refund."))
        .containsExactly("refund.created", "charge.refund.updated", "refund.updated");
  }

  @Test
  void someRefundsFailAfterTheySucceededAndTheMoneyComesBack() throws StripeException {
    var charge = market.charge("pm_card_refundFail", 1_000, "eur");
    var before = market.available("eur");

    var refund = refund(charge, 1_000, "r1");
    assertThat(refund.getStatus()).isEqualTo("succeeded");
    assertThat(market.available("eur")).isEqualTo(before - 1_000);
    clock.advance(SOON);

    var failed = now(refund);
    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(failed.getFailureReason()).isEqualTo("unknown");
    assertThat(market.available("eur")).isEqualTo(before);
    assertThat(stripe.charges().retrieve(charge).getAmountRefunded()).isZero();
    var back = stripe.balanceTransactions().retrieve(failed.getFailureBalanceTransaction());
    assertThat(back.getType()).isEqualTo("refund_failure");
    assertThat(told("refund.failed")).hasSize(1);
    // a refund that failed stands in nobody's way
    refund(charge, 1_000, "r1");
    assertThat(twin.violations()).isEmpty();
  }

  @Test
  void anyRefundCanBeMadeToFailOnce() throws StripeException {
    var refund = refund(market.charge("pm_card_visa", 1_000, "eur"), 400, "r1");

    assertThat(twin.happenings().failRefund(refund.getId(), "lost_or_stolen_card")).isTrue();
    assertThat(twin.happenings().failRefund(refund.getId(), "lost_or_stolen_card")).isFalse();

    assertThat(now(refund).getFailureReason()).isEqualTo("lost_or_stolen_card");
  }

  @Test
  void twoRefundsForOneOrMoreThanThereIsAreViolations() throws StripeException {
    var charge = market.charge("pm_card_visa", 1_000, "eur");
    refund(charge, 400, "r1");
    refund(charge, 400, "r1");

    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> refund(charge, 201, "r2")))
        .isNotNull();

    assertThat(twin.violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.DUPLICATE_REFUND, Rule.REFUNDED_MORE_THAN_CAPTURED);
  }
}
