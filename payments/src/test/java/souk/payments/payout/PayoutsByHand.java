package souk.payments.payout;

import java.util.UUID;
import souk.payments.Due;
import souk.payments.PaymentsNode;
import souk.platform.background.DueWork;

/** Windows that end and payouts that are looked at when a test says so. */
public record PayoutsByHand(PaymentsNode node) {
  /** The window ends that is so many days from now. */
  public void takeUp(int days) {
    Payday.takeUp(node, days);
  }

  /** What waits for its batch goes into one. */
  public void seal() {
    node.bean(PayoutDriver.class).seal();
  }

  /** Looks at one that is not over. */
  public void look(UUID payout) {
    Due.only(node, "payout", payout);
    var _ = node.bean(PayoutDriver.class).drive();
  }

  /** Looks at those whose time has come, until there are none. */
  public void pass() {
    while (node.bean(PayoutDriver.class).drive() == DueWork.CLAIMED_MAX) {
      // as many as are claimed at once
    }
  }

  /** Looks at all that are not over. */
  public void look() {
    Payday.drive(node);
  }
}
