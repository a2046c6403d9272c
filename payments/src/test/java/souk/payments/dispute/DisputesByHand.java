package souk.payments.dispute;

import static souk.payments.refund.RefundDesk.ADA;

import java.util.UUID;
import souk.payments.Due;
import souk.payments.PaymentsNode;

/** Disputes as operators answer them, that are looked at when a test says so. */
public record DisputesByHand(PaymentsNode node) {
  /** Looks through the provider's list. */
  public void list() {
    node.bean(DisputeResolver.class).list();
  }

  public void answer(UUID dispute, String statement) {
    var drafted = disputes().draft(ADA, dispute, statement);
    var _ = disputes().submit(ADA, dispute, drafted.draft());
  }

  public void accept(UUID dispute) {
    var _ = disputes().accept(ADA, dispute, "he is right");
  }

  /** Looks at one that somebody would look at. */
  public void look(UUID dispute) {
    Due.only(node, "dispute", dispute);
    node.bean(DisputeResolver.class).pass();
  }

  /** Looks at all of those. */
  public void look() {
    Due.all(node, "dispute");
    node.bean(DisputeResolver.class).pass();
  }

  /** Looks at those whose time has come. */
  public void pass() {
    node.bean(DisputeResolver.class).pass();
  }

  private Disputes disputes() {
    return node.bean(Disputes.class);
  }
}
