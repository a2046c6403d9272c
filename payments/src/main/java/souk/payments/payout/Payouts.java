package souk.payments.payout;

import jakarta.inject.Singleton;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.PayoutEvent.TransferIntended;

/**
 * Drives payouts. May be done by any number of processes at once, which may die at any point: the
 * intent is committed, the provider is called with no connection in hand, the outcome is committed.
 */
@Singleton
final class Payouts {
  /** The transfer, the way to the bank, and the way back. */
  private static final int STEPS_MAX = 4;

  private final StoredPayouts payouts;
  private final PayoutSteps steps;

  Payouts(StoredPayouts payouts, PayoutSteps steps) {
    this.payouts = payouts;
    this.steps = steps;
  }

  /** Goes as far as it can now; answers the payout as its row has it afterwards. */
  StoredPayout drive(StoredPayout stored) {
    var present = stored;
    for (var count = 0; count < STEPS_MAX; count++) {
      var before = present;
      present = step(before);
      // no progress: another attempt at once would only press a provider in trouble
      if (present.payout().isFinished() || isSame(before, present)) return present;
    }
    return present;
  }

  private static boolean isSame(StoredPayout before, StoredPayout after) {
    return after.payout().status() == before.payout().status() && !isIntended(before, after);
  }

  private static boolean isIntended(StoredPayout before, StoredPayout after) {
    return before.payout() instanceof Batched(_, _, var was)
        && after.payout() instanceof Batched(_, _, var is)
        && !was
        && is;
  }

  private StoredPayout step(StoredPayout stored) {
    if (stored.payout() instanceof Batched batched && !batched.asked()) {
      return payouts.apply(stored.id(), new TransferIntended()).orElse(stored);
    }
    var after = steps.next(stored).map(event -> payouts.conclude(stored, event)).orElse(stored);
    if (after.version() == stored.version()) payouts.lookLater(stored);
    return after;
  }
}
