package souk.payments.charge;

import java.util.UUID;
import souk.payments.Due;
import souk.payments.PaymentsNode;

/** Charges that their resolver looks at when a test says so. */
public record ChargesByHand(PaymentsNode node) {
  /** Looks at one that is not over. */
  public void look(UUID charge) {
    Due.only(node, "charge", charge);
    node.bean(ChargeResolver.class).pass();
  }

  /** Looks at all that are not over. */
  public void look() {
    Due.all(node, "charge");
    node.bean(ChargeResolver.class).pass();
  }
}
