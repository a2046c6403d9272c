package souk.embedded.stripe.api;

import java.util.Set;
import souk.embedded.stripe.card.CardBehaviour.Declines;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.card.TestCard;
import souk.embedded.stripe.card.TestCards;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.shape.ErrorJson;
import souk.embedded.stripe.shape.MethodJson;

/** Cards: made by an app, used once or attached to a customer and used again. */
final class MethodEndpoints {
  private static final String TOKEN = "card[token]";

  private MethodEndpoints() {}

  /** A card of one of Stripe's test tokens: a twin takes no numbers. */
  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("type", "card", "metadata", "expand"));
    if (!params.required("type").equals("card")) {
      throw ApiRefusal.invalid("This twin makes payment methods of type card only.", "type");
    }
    var token = params.required(TOKEN);
    var name =
        TestCards.behind(token)
            .map(TestCard::name)
            .orElseThrow(() -> ApiRefusal.noSuch("token", token, TOKEN));
    return Reply.ok(MethodJson.of(fresh(call, PaymentMethod.wellKnown(name).orElseThrow())));
  }

  /** What is only a name is used as a new card of that kind. */
  static PaymentMethod fresh(Call call, PaymentMethod method) {
    if (!method.namesACard()) return method;
    var made = method.copy(StripeId.fresh("pm_1"), call.now());
    call.effects().make(made);
    return made;
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return Reply.ok(MethodJson.of(existing(call)));
  }

  private static PaymentMethod existing(Call call) {
    return call.account()
        .method(call.id())
        .orElseThrow(() -> ApiRefusal.notFound("PaymentMethod", call.id(), "payment_method"));
  }

  static Reply attach(Call call) {
    call.params().allowOnly(Set.of("customer", "expand"));
    call.params().required("customer");
    var customer = call.customer();
    var method = existing(call);
    if (customer == null || method.customer() != null) {
      var message = "The payment method you provided has already been attached to a customer.";
      throw ApiRefusal.invalid(message, null);
    }
    if (method.spent()) throw ApiRefusal.spent();
    if (method.card().behaviour() instanceof Declines declines && !declines.attaches()) {
      return Reply.paymentRequired(
          ErrorJson.notAttached(declines.code(), declines.declineCode(), declines.message()));
    }
    var attached = fresh(call, method).of(customer);
    call.effects().attach(attached);
    return Reply.ok(MethodJson.of(attached));
  }

  /** A detached card is shown still, and cannot be used again. */
  static Reply detach(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var method = existing(call);
    if (method.customer() == null) {
      var message = "The payment method you provided is not attached to a customer.";
      throw ApiRefusal.invalid(message, null);
    }
    call.effects().detach(method);
    return Reply.ok(MethodJson.of(method.spend()));
  }

  static Reply list(Call call) {
    call.params().allowOnly(Pages.names("type", "allow_redisplay"));
    var customer = call.id();
    if (call.account().customer(customer).isEmpty()) {
      throw ApiRefusal.notFound("customer", customer, "customer");
    }
    var kind =
        new Pages.Kind<PaymentMethod>(
            "/v1/customers/" + customer + "/payment_methods",
            PaymentMethod::id,
            PaymentMethod::createdAt,
            MethodJson::of);
    return Pages.page(call, call.account().methodsOf(customer), kind);
  }
}
