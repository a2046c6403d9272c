package souk.embedded.stripe.api;

import java.util.List;
import java.util.Set;
import souk.embedded.stripe.card.Aftermath;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.ChargeState.Captured;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.Refund;
import souk.embedded.stripe.money.Refund.Status;
import souk.embedded.stripe.shape.RefundJson;

/** Giving captured money back. */
final class RefundEndpoints {
  private static final Set<String> EXPANDABLE = Set.of("balance_transaction");

  private static final List<String> REASONS =
      List.of("duplicate", "fraudulent", "requested_by_customer");

  private RefundEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("amount", "charge", "payment_intent", "reason", "metadata", "expand"));
    var expansion = call.expansion(EXPANDABLE);
    params.metadata();
    var reason = params.text("reason").orElse(null);
    if (reason != null && !REASONS.contains(reason)) {
      throw ApiRefusal.invalid("Invalid reason: must be one of " + REASONS, "reason");
    }
    var wanted = params.integer("amount");
    if (wanted.orElse(1) < 1) throw ApiRefusal.tooSmall("amount", 1);
    var intent = intent(call);
    var charge = intent.latestCharge().orElse(null);
    if (charge == null || !(charge.state() instanceof Captured(var taken, var refunded))) {
      var message = "This PaymentIntent does not have a successful charge to refund.";
      return Reply.badRequest(intent, "charge_not_refundable", message, null);
    }
    if (isWithdrawn(call, charge)) {
      var message = "Charge %s has been charged back; cannot issue a refund.";
      return Reply.badRequest(intent, "charge_disputed", message.formatted(charge.id()), null);
    }
    if (taken == refunded) return alreadyRefunded(call, intent, charge);
    var amount = wanted.orElse(taken - refunded);
    if (amount > taken - refunded) return tooMuch(call, intent, amount, taken - refunded);
    var refund = refund(call, intent, charge, amount);
    call.effects().revise(intent.refund(amount));
    RefundMoves.begin(call.effects(), refund, call.now());
    return Reply.ok(RefundJson.of(refund, call.statement(), expansion));
  }

  /** While a bank only asks, a refund is the best answer. */
  private static boolean isWithdrawn(Call call, Charge charge) {
    var disputes = call.account().disputes();
    return disputes.claiming(Dispute.about(charge.id())).stream()
        .anyMatch(id -> !disputes.find(id).orElseThrow().status().inquires());
  }

  private static Refund refund(Call call, PaymentIntent intent, Charge charge, long amount) {
    var aftermath = charge.paymentMethod().card().aftermath();
    var pends = aftermath == Aftermath.REFUND_PENDS;
    var fails = aftermath == Aftermath.REFUND_FAILS;
    return new Refund(
        StripeId.fresh("re_3"),
        intent.id(),
        charge.id(),
        amount,
        intent.terms().currency(),
        call.params().text("reason").orElse(null),
        call.params().metadata(),
        call.now(),
        pends ? Status.PENDING : Status.SUCCEEDED,
        fails,
        pends || fails ? call.now().plus(call.pace().refund()) : null,
        null);
  }

  private static PaymentIntent intent(Call call) {
    var params = call.params();
    var charge = params.text("charge").orElse(null);
    if (charge != null) {
      return call.account()
          .intents()
          .ofCharge(charge)
          .orElseThrow(() -> ApiRefusal.noSuch("charge", charge, "charge"));
    }
    var intent = params.required("payment_intent");
    return call.account()
        .intents()
        .find(intent)
        .orElseThrow(() -> ApiRefusal.noSuch("payment_intent", intent, "payment_intent"));
  }

  private static Reply alreadyRefunded(Call call, PaymentIntent intent, Charge charge) {
    call.effects().refuseRefund(intent, "nothing was left of " + charge.id());
    var message = "Charge %s has already been refunded.".formatted(charge.id());
    return Reply.badRequest(intent, "charge_already_refunded", message, null);
  }

  private static Reply tooMuch(Call call, PaymentIntent intent, long amount, long left) {
    call.effects().refuseRefund(intent, "asked for %d of %d".formatted(amount, left));
    var message = "Refund amount (%d) is greater than unrefunded amount on charge (%d)";
    return Reply.badRequest(intent, "amount_too_large", message.formatted(amount, left), "amount");
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(EXPANDABLE);
    return call.account()
        .refunds()
        .find(call.id())
        .map(refund -> Reply.ok(RefundJson.of(refund, call.statement(), expansion)))
        .orElseThrow(() -> ApiRefusal.notFound("refund", call.id(), "id"));
  }
}
