package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.card.Aftermath;
import souk.embedded.stripe.money.Payout;

/** What happens by itself when its time has come. */
final class Upkeep {
  /** No object has more steps than this; a clock that leapt makes several due at once. */
  private static final int STEPS_MAX = 8;

  private final Books books;
  private final Account account;
  private final Instant now;
  private boolean idle = true;

  private Upkeep(Books books, Instant now) {
    this.books = books;
    this.account = books.account();
    this.now = now;
  }

  static void run(Books books, Instant now) {
    for (int step = 0; step < STEPS_MAX; step++) {
      if (new Upkeep(books, now).step()) return;
    }
  }

  /** Answers true when nothing was due. */
  private boolean step() {
    for (var intent : account.expiredAuthorizations(now)) {
      commit("authorization.expire", effects -> effects.revise(intent.expire(now)));
    }
    for (var payout : account.payouts().due(now)) {
      commit("payout.go", effects -> PayoutMoves.go(effects, onward(payout), now));
    }
    for (var refund : account.refunds().due(now)) {
      commit("refund.settle", effects -> RefundMoves.go(account, effects, refund.settled(), now));
    }
    for (var charge : account.disputePlans().due(now)) {
      commit("cardholder.dispute", effects -> dispute(effects, charge));
    }
    for (var dispute : account.disputes().due(now)) {
      commit(
          "dispute.end",
          effects -> DisputeMoves.end(effects, dispute, dispute.end(), books.pace()));
    }
    return idle;
  }

  private Payout onward(Payout payout) {
    return payout.onward(Objects.requireNonNull(payout.dueAt()), books.pace().payout());
  }

  private void dispute(Effects effects, String charge) {
    effects.disputeCame(charge);
    var asks = aftermath(charge) == Aftermath.INQUIRED;
    var reason =
        aftermath(charge) == Aftermath.DISPUTED_AS_NOT_RECEIVED
            ? "product_not_received"
            : "fraudulent";
    DisputeMoves.open(account, effects, charge, reason, asks, books.pace());
  }

  private Aftermath aftermath(String charge) {
    var intent = account.intents().ofCharge(charge).orElseThrow();
    return intent.latestCharge().orElseThrow().paymentMethod().card().aftermath();
  }

  private void commit(String operation, Consumer<Effects> happening) {
    idle = false;
    var effects = books.effects(now, operation, "", null);
    happening.accept(effects);
    books.commit(effects);
  }
}
