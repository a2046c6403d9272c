package souk.embedded.stripe.api;

import java.time.Instant;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.Refund;
import souk.embedded.stripe.money.Refund.Status;
import souk.embedded.stripe.shape.RefundJson;

/** What a refund's moves do to the balance and to its payment, and who hears of them. */
final class RefundMoves {
  private RefundMoves() {}

  static void begin(Effects effects, Refund refund, Instant now) {
    effects.make(refund, "refund.created");
    effects.move(effects.settled(movement(Type.REFUND, refund, -refund.amount(), now)));
  }

  static void go(Account account, Effects effects, Refund next, Instant now) {
    if (next.status() != Status.FAILED) {
      effects.revise(next, "charge.refund.updated", "refund.updated");
      return;
    }
    effects.amend(account.intents().find(next.intent()).orElseThrow().takeBack(next.amount()));
    effects.revise(next, "charge.refund.updated", "refund.updated", "refund.failed");
    effects.move(
        effects
            .settled(movement(Type.REFUND_FAILURE, next, next.amount(), now))
            .named(RefundJson.returnId(next)));
  }

  private static BalanceTransaction movement(Type type, Refund refund, long amount, Instant now) {
    var currency = refund.currency();
    return BalanceTransaction.of(type, Recorded.PLATFORM, amount, currency, refund.id(), now);
  }
}
