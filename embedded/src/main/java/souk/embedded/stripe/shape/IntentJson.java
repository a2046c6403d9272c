package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.intent.IntentState;
import souk.embedded.stripe.intent.IntentState.Canceled;
import souk.embedded.stripe.intent.IntentState.RequiresAction;
import souk.embedded.stripe.intent.IntentState.RequiresCapture;
import souk.embedded.stripe.intent.IntentState.RequiresConfirmation;
import souk.embedded.stripe.intent.IntentState.RequiresPaymentMethod;
import souk.embedded.stripe.intent.IntentState.Succeeded;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Redirect;

/** A payment intent as Stripe shows it. */
public final class IntentJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("payment_intent");

  private IntentJson() {}

  /** The intent with what the caller wants to see of its charge and card. */
  public static ObjectNode of(PaymentIntent intent, Expansion expansion) {
    return of(intent, Statement.NONE, expansion);
  }

  /** The same, with the balance transaction of its charge where that is wanted. */
  public static ObjectNode of(PaymentIntent intent, Statement statement, Expansion expansion) {
    var json = TEMPLATE.fresh();
    putTerms(json, intent);
    JsonTemplate.putAll(json, intent.terms().labels());
    json.put("amount_capturable", intent.amountCapturable());
    json.put("amount_received", intent.amountReceived());
    json.put("status", intent.state().status());
    putCharge(json, intent, statement, expansion);
    putMethod(json, intent.state(), expansion);
    putState(json, intent);
    return json;
  }

  private static void putTerms(ObjectNode json, PaymentIntent intent) {
    var terms = intent.terms();
    json.put("id", terms.id());
    json.put("amount", terms.amount());
    json.put("capture_method", terms.captureMethod().wireName());
    json.put("client_secret", terms.clientSecret());
    JsonTemplate.putAt(json, "created", terms.createdAt());
    json.put("currency", terms.currency());
    json.put("customer", terms.customer());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), terms.metadata());
  }

  private static void putCharge(
      ObjectNode json, PaymentIntent intent, Statement statement, Expansion expansion) {
    if (intent.charges().isEmpty()) return;
    var charge = intent.charges().getLast();
    if (expansion.has("latest_charge")) {
      var below = expansion.below("latest_charge");
      json.set("latest_charge", ChargeJson.of(intent, charge, statement, below));
      return;
    }
    json.put("latest_charge", charge.id());
  }

  private static void putMethod(ObjectNode json, IntentState state, Expansion expansion) {
    var method = state.method();
    if (method == null) return;
    if (expansion.has("payment_method")) {
      json.set("payment_method", MethodJson.of(method));
      return;
    }
    json.put("payment_method", method.id());
  }

  private static void putState(ObjectNode json, PaymentIntent intent) {
    switch (intent.state()) {
      case RequiresPaymentMethod(var error) -> {
        if (error != null) json.set("last_payment_error", ErrorJson.ofPayment(intent, error));
      }
      case RequiresAction(_, var redirect) -> putNextAction(json, intent, redirect);
      case Canceled(_, var reason, var at) -> {
        json.put("cancellation_reason", reason);
        JsonTemplate.putAt(json, "canceled_at", at);
      }
      case RequiresConfirmation _, RequiresCapture _, Succeeded _ -> {}
    }
  }

  private static void putNextAction(
      ObjectNode json, PaymentIntent intent, @Nullable Redirect redirect) {
    var action = json.putObject("next_action");
    if (redirect != null) {
      action.put("type", "redirect_to_url");
      var there = action.putObject("redirect_to_url");
      there.put("return_url", redirect.returnUrl());
      there.put("url", redirect.url());
      return;
    }
    action.put("type", "use_stripe_sdk");
    var sdk = action.putObject("use_stripe_sdk");
    sdk.put("type", "three_d_secure_redirect");
    sdk.put("source", "src_" + intent.id());
  }
}
