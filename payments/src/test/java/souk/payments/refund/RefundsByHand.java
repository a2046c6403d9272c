package souk.payments.refund;

import static souk.payments.refund.RefundDesk.ADA;
import static souk.payments.refund.RefundDesk.GRACE;

import java.util.UUID;
import souk.payments.Due;
import souk.payments.PaymentsNode;
import souk.platform.money.Money;

/** Refunds as operators ask for them, that their resolver looks at when a test says so. */
public record RefundsByHand(PaymentsNode node) {
  public UUID request(UUID charge, Money amount) {
    return refunds().request(ADA, charge, amount, "rider waited in the rain").refundId();
  }

  /** Another operator agrees, or does not. */
  public void decide(UUID refund, boolean agrees) {
    var _ =
        agrees
            ? refunds().approve(GRACE, refund)
            : refunds().reject(GRACE, refund, "it did not rain");
  }

  /** Looks at one that somebody would look at. */
  public void look(UUID refund) {
    Due.only(node, "refund", refund);
    node.bean(RefundResolver.class).pass();
  }

  /** Looks at all of those. */
  public void look() {
    Due.all(node, "refund");
    node.bean(RefundResolver.class).pass();
  }

  /** Looks at those whose time has come. */
  public void pass() {
    node.bean(RefundResolver.class).pass();
  }

  private Refunds refunds() {
    return node.bean(Refunds.class);
  }
}
