package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Optional;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.money.BankOutcome;
import souk.embedded.stripe.money.ConnectedAccount.Right;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.Refund;

/** What banks and Stripe itself do when they are told to; each answers false if it cannot be. */
public final class Happenings {
  private final StripeApi api;

  /** Happenings at that Stripe. */
  public Happenings(StripeApi api) {
    this.api = api;
  }

  /** The bank refuses a payout, or sends one back that was paid. */
  public boolean failPayout(String id, BankOutcome why) {
    return api.happen(
        "payout.fail",
        (account, effects) -> {
          var next = account.payouts().find(id).filter(Payout::canFail).map(p -> p.failed(why));
          next.ifPresent(failed -> PayoutMoves.go(effects, failed, effects.now()));
          return next.isPresent();
        });
  }

  /** The card's bank does not take a refund. */
  public boolean failRefund(String id, String why) {
    return api.happen("refund.fail", (account, effects) -> failRefund(account, effects, id, why));
  }

  private static boolean failRefund(Account account, Effects effects, String id, String why) {
    Optional<Refund> next =
        account
            .refunds()
            .find(id)
            .filter(refund -> refund.status() != Refund.Status.FAILED)
            .map(refund -> refund.failed(why));
    Instant now = effects.now();
    next.ifPresent(failed -> RefundMoves.go(account, effects, failed, now));
    return next.isPresent();
  }

  /** Stripe allows or forbids transfers to a payee and its payouts. */
  public boolean allow(String accountId, boolean transfers, boolean payouts) {
    return api.happen(
        "account.allow",
        (account, effects) -> {
          var right = transfers ? Right.ACTIVE : Right.FORBIDDEN;
          var next = account.accounts().find(accountId).map(a -> a.allowed(right, payouts));
          next.ifPresent(changed -> effects.revise(changed, "account.updated"));
          return next.isPresent();
        });
  }
}
