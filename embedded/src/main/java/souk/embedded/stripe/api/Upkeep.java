package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.money.Payout;

/** What happens by itself when its time has come. */
final class Upkeep {
  /** No object has more steps than this; a clock that leapt makes several due at once. */
  private static final int STEPS_MAX = 8;

  private Upkeep() {}

  static void run(Books books, Instant now) {
    var account = books.account();
    for (int step = 0; step < STEPS_MAX; step++) {
      var expired = account.expiredAuthorizations(now);
      var payouts = account.payouts().due(now);
      var refunds = account.refunds().due(now);
      if (expired.isEmpty() && payouts.isEmpty() && refunds.isEmpty()) return;
      for (var intent : expired) {
        commit(books, now, "authorization.expire", effects -> effects.revise(intent.expire(now)));
      }
      for (var payout : payouts) {
        var next = onward(books, payout);
        commit(books, now, "payout.go", effects -> PayoutMoves.go(effects, next, now));
      }
      for (var refund : refunds) {
        commit(
            books,
            now,
            "refund.settle",
            effects -> RefundMoves.go(account, effects, refund.settled(), now));
      }
    }
  }

  private static Payout onward(Books books, Payout payout) {
    return payout.onward(Objects.requireNonNull(payout.dueAt()), books.pace().payout());
  }

  private static void commit(
      Books books, Instant now, String operation, Consumer<Effects> happening) {
    var effects = books.effects(now, operation, "", null);
    happening.accept(effects);
    books.commit(effects);
  }
}
