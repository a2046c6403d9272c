package souk.embedded.stripe.api;

import java.util.Set;
import souk.embedded.stripe.account.Customer;
import souk.embedded.stripe.card.CardBehaviour.Declines;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.shape.ChargeJson;
import souk.embedded.stripe.shape.ErrorJson;
import souk.embedded.stripe.shape.MethodJson;
import souk.embedded.stripe.shape.RecordJson;

/** Payment methods, customers, charges and events, as far as a caller of intents needs them. */
final class RecordEndpoints {
  private static final Set<String> CUSTOMER_LABELS =
      Set.of("description", "email", "name", "phone");

  private RecordEndpoints() {}

  static Reply method(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return Reply.ok(MethodJson.of(existingMethod(call)));
  }

  private static PaymentMethod existingMethod(Call call) {
    return call.account()
        .method(call.id())
        .orElseThrow(() -> ApiRefusal.notFound("PaymentMethod", call.id(), "payment_method"));
  }

  static Reply attach(Call call) {
    call.params().allowOnly(Set.of("customer", "expand"));
    call.params().required("customer");
    var customer = call.customer();
    var method = existingMethod(call);
    if (method.customer() != null) {
      var message = "The payment method you provided has already been attached to a customer.";
      throw ApiRefusal.invalid(message, null);
    }
    if (method.wasLetGo()) throw ApiRefusal.spent();
    if (method.card().behaviour() instanceof Declines declines && !declines.attaches()) {
      return Reply.paymentRequired(
          ErrorJson.notAttached(declines.code(), declines.declineCode(), declines.message()));
    }
    var id = StripeId.fresh("pm_1");
    var attached = new PaymentMethod(id, method.cardName(), customer, call.now());
    call.effects().attach(attached);
    return Reply.ok(MethodJson.of(attached));
  }

  /** A detached card is shown still, and cannot be used again. */
  static Reply detach(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var method = existingMethod(call);
    if (method.customer() == null) {
      var message = "The payment method you provided is not attached to a customer.";
      throw ApiRefusal.invalid(message, null);
    }
    call.effects().detach(method);
    return Reply.ok(MethodJson.of(method.detached()));
  }

  static Reply methods(Call call) {
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

  static Reply createCustomer(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("description", "email", "name", "phone", "metadata", "expand"));
    var customer =
        new Customer(
            StripeId.fresh("cus_").substring(0, 18),
            call.now(),
            params.labels(CUSTOMER_LABELS),
            params.metadata());
    call.effects().create(customer);
    return Reply.ok(RecordJson.of(customer));
  }

  static Reply customer(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return call.account()
        .customer(call.id())
        .map(customer -> Reply.ok(RecordJson.of(customer)))
        .orElseThrow(() -> ApiRefusal.notFound("customer", call.id(), "id"));
  }

  static Reply charge(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(Set.of("balance_transaction"));
    return call.account()
        .intents()
        .ofCharge(call.id())
        .flatMap(intent ->
            intent.charges().stream()
                .filter(charge -> charge.id().equals(call.id()))
                .map(charge -> Reply.ok(ChargeJson.of(intent, charge, call.statement(), expansion)))
                .findAny())
        .orElseThrow(() -> ApiRefusal.notFound("charge", call.id(), "id"));
  }

  static Reply event(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return call.account()
        .events()
        .find(call.id())
        .filter(event -> event.owner().equals(call.owner()))
        .map(event -> Reply.ok(RecordJson.of(event, call.account())))
        .orElseThrow(() -> ApiRefusal.notFound("event", call.id(), "id"));
  }
}
