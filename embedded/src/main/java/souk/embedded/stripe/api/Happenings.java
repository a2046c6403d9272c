package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Optional;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.money.BankOutcome;
import souk.embedded.stripe.money.ConnectedAccount.Right;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.DisputeStatus;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.Refund;

/** What banks and Stripe itself do when they are told to; each answers false if it cannot be. */
public final class Happenings {
  private final StripeApi api;

  /** Happenings at that Stripe. */
  public Happenings(StripeApi api) {
    this.api = api;
  }

  /** The issuer lets go of what it has authorized, before its time perhaps. */
  public boolean expire(String intent) {
    return api.happen(
        "authorization.expire",
        (account, effects) -> {
          var held = account.intents().find(intent).filter(i -> i.captureBefore().isPresent());
          held.ifPresent(open -> effects.revise(open.expire(effects.now())));
          return held.isPresent();
        });
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

  /** A payee gives another bank account, of one of the names that {@link BankOutcome} knows. */
  public boolean changeBank(String accountId, String currency, String token) {
    return api.happen(
        "account.bank",
        (account, effects) -> {
          var payee = account.accounts().find(accountId);
          payee.ifPresent(payeeNow -> {
            var bank = AccountEndpoints.given(payeeNow, currency, token);
            effects.revise(payeeNow.with(bank, true), "account.updated");
          });
          return payee.isPresent();
        });
  }

  /** A cardholder disputes a charge, or his bank asks about it. */
  public boolean dispute(String charge, String reason, boolean inquiry) {
    return api.happen(
        "cardholder.dispute",
        (account, effects) ->
            DisputeMoves.open(account, effects, charge, reason, inquiry, api.pace()));
  }

  /** The cardholder's bank decides a dispute, whatever the evidence says. */
  public boolean decide(String id, boolean won) {
    return api.happen(
        "dispute.decide",
        (account, effects) -> {
          var dispute = account.disputes().find(id).filter(d -> !d.status().ended());
          dispute.ifPresent(open -> DisputeMoves.end(effects, open, end(open, won), api.pace()));
          return dispute.isPresent();
        });
  }

  private static DisputeStatus end(Dispute dispute, boolean won) {
    if (dispute.status().inquires()) {
      return won ? DisputeStatus.WARNING_CLOSED : DisputeStatus.NEEDS_RESPONSE;
    }
    return won ? DisputeStatus.WON : DisputeStatus.LOST;
  }

  /** A payee gives what Stripe wanted to know, on the page that its link led to. */
  public boolean complete(String accountId) {
    return api.happen(
        "account.complete",
        (account, effects) -> {
          var waiting = account.accounts().find(accountId).filter(a -> !a.hasGivenAll());
          waiting
              .map(payee -> payee.allowed(Right.ACTIVE, true))
              .ifPresent(payee -> effects.revise(payee, "account.updated"));
          return waiting.isPresent();
        });
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
