package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.ChargeState.Captured;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.DisputeStatus;
import souk.embedded.stripe.money.Fees;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.Recorded;

/** What a dispute's moves do to the balance, and who hears of them. */
final class DisputeMoves {
  private static final String UPDATED = "charge.dispute.updated";
  private static final String CLOSED = "charge.dispute.closed";
  private static final String WITHDRAWN = "charge.dispute.funds_withdrawn";

  private DisputeMoves() {}

  /** What is left of a charge is disputed; false when nothing is. */
  static boolean open(
      Account account, Effects effects, String charge, String reason, boolean asks, Pace pace) {
    var intent = account.intents().ofCharge(charge).orElse(null);
    if (intent == null) return false;
    var disputed = intent.latestCharge().orElseThrow();
    if (!disputed.id().equals(charge)) return false;
    if (!account.disputes().claiming(Dispute.about(charge)).isEmpty()) return false;
    if (!(disputed.state() instanceof Captured(var taken, var refunded))) return false;
    if (taken == refunded) return false;
    var now = effects.now();
    var dispute = dispute(intent, disputed, taken - refunded, reason, asks, pace, now);
    if (asks) effects.make(dispute, "charge.dispute.created");
    if (!asks) withdraw(effects, dispute, now, "charge.dispute.created", WITHDRAWN);
    return true;
  }

  private static Dispute dispute(
      PaymentIntent intent,
      Charge charge,
      long amount,
      String reason,
      boolean asks,
      Pace pace,
      Instant now) {
    var dueBy = now.plus(pace.evidence());
    return new Dispute(
        StripeId.fresh("du_1"),
        now,
        intent.id(),
        charge.id(),
        amount,
        intent.terms().currency(),
        reason,
        charge.paymentMethod().card().brand(),
        asks ? DisputeStatus.WARNING_NEEDS_RESPONSE : DisputeStatus.NEEDS_RESPONSE,
        dueBy,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        dueBy);
  }

  /** It came to that end, by review, by default or because nobody contests it. */
  static void end(Effects effects, Dispute dispute, DisputeStatus end, Pace pace) {
    var now = effects.now();
    switch (end) {
      case WON -> reinstate(effects, dispute.to(end, null), now);
      case LOST, WARNING_CLOSED -> effects.revise(dispute.to(end, null), UPDATED, CLOSED);
      case NEEDS_RESPONSE ->
          withdraw(effects, dispute.to(end, now.plus(pace.evidence())), now, UPDATED, WITHDRAWN);
      case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, UNDER_REVIEW ->
          throw new IllegalStateException("no end of a dispute: " + end);
    }
  }

  private static void withdraw(Effects effects, Dispute dispute, Instant now, String... events) {
    var moved =
        effects
            .settled(movement(Type.DISPUTE, dispute, -dispute.amount(), now))
            .fee(Fees.ofDispute())
            .about("Chargeback withdrawal for " + dispute.charge());
    effects.make(dispute.moving(moved), events);
    effects.move(moved);
  }

  private static void reinstate(Effects effects, Dispute dispute, Instant now) {
    var moved =
        effects
            .settled(movement(Type.DISPUTE_REVERSAL, dispute, dispute.amount(), now))
            .named(BalanceTransaction.idOf(dispute.id(), "r"))
            .about("Chargeback reversal for " + dispute.charge());
    effects.revise(dispute.moving(moved), UPDATED, "charge.dispute.funds_reinstated", CLOSED);
    effects.move(moved);
  }

  private static BalanceTransaction movement(Type type, Dispute dispute, long amount, Instant now) {
    var currency = dispute.currency();
    return BalanceTransaction.of(type, Recorded.PLATFORM, amount, currency, dispute.id(), now);
  }
}
