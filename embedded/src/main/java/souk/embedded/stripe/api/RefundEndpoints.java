package souk.embedded.stripe.api;

import java.util.List;
import java.util.Set;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.ChargeState.Captured;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Refund;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.shape.RecordJson;

/** Giving captured money back. */
final class RefundEndpoints {
  private static final List<String> REASONS =
      List.of("duplicate", "fraudulent", "requested_by_customer");

  private RefundEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("amount", "charge", "payment_intent", "reason", "metadata", "expand"));
    var metadata = params.metadata();
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
    if (taken == refunded) return alreadyRefunded(intent, charge);
    var amount = wanted.orElse(taken - refunded);
    if (amount > taken - refunded) return tooMuch(intent, amount, taken - refunded);
    var id = StripeId.fresh("re_3");
    var currency = intent.terms().currency();
    var refund =
        new Refund(id, intent.id(), charge.id(), amount, currency, reason, metadata, call.now());
    call.effects().revise(intent.refund(amount));
    call.effects().refund(refund);
    return Reply.ok(RecordJson.of(refund));
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

  private static Reply alreadyRefunded(PaymentIntent intent, Charge charge) {
    var message = "Charge %s has already been refunded.".formatted(charge.id());
    return Reply.badRequest(intent, "charge_already_refunded", message, null);
  }

  private static Reply tooMuch(PaymentIntent intent, long amount, long left) {
    var message = "Refund amount (%d) is greater than unrefunded amount on charge (%d)";
    return Reply.badRequest(intent, "amount_too_large", message.formatted(amount, left), "amount");
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return call.account()
        .refund(call.id())
        .map(refund -> Reply.ok(RecordJson.of(refund)))
        .orElseThrow(() -> ApiRefusal.notFound("refund", call.id(), "id"));
  }
}
