package souk.embedded.stripe.api;

import java.time.Instant;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.shape.PayoutJson;

/** What a payout's moves do to the balance, and who hears of them. */
final class PayoutMoves {
  private PayoutMoves() {}

  static void begin(Effects effects, Payout payout, Instant now) {
    effects.make(payout, "payout.created");
    effects.move(movement(Type.PAYOUT, payout, -payout.amount(), now));
  }

  static void go(Effects effects, Payout next, Instant now) {
    switch (next.status()) {
      case PENDING, IN_TRANSIT -> effects.revise(next, "payout.updated");
      case PAID -> effects.revise(next, "payout.paid");
      case FAILED -> back(effects, next, Type.PAYOUT_FAILURE, "payout.failed", now);
      case CANCELED -> back(effects, next, Type.PAYOUT_CANCEL, "payout.canceled", now);
    }
  }

  private static void back(Effects effects, Payout next, Type type, String event, Instant now) {
    effects.revise(next, event);
    effects.move(movement(type, next, next.amount(), now).named(PayoutJson.returnId(next)));
  }

  private static BalanceTransaction movement(Type type, Payout payout, long amount, Instant now) {
    var owner = payout.owner();
    return BalanceTransaction.of(type, owner, amount, payout.currency(), payout.id(), now)
        .about("STRIPE PAYOUT");
  }
}
