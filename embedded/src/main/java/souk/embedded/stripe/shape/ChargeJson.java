package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.ChargeState;
import souk.embedded.stripe.intent.PaymentError;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.BalanceTransaction;

/** A charge as Stripe shows it. */
public final class ChargeJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("charge");

  private ChargeJson() {}

  /** One charge of an intent. */
  public static ObjectNode of(PaymentIntent intent, Charge charge) {
    return of(intent, charge, Statement.NONE, Expansion.NONE);
  }

  /** One charge of an intent, with what the caller wants to see of its balance transaction. */
  public static ObjectNode of(
      PaymentIntent intent, Charge charge, Statement statement, Expansion expansion) {
    var json = TEMPLATE.fresh();
    json.put("disputed", statement.disputed().test(charge.id()));
    if (charge.amountCaptured() > 0) {
      statement.put(json, BalanceTransaction.idOf(charge.id(), ""), expansion);
    }
    json.put("id", charge.id());
    putMoney(json, charge);
    JsonTemplate.putAt(json, "created", charge.createdAt());
    json.put("currency", intent.terms().currency());
    json.put("customer", intent.terms().customer());
    json.put("description", intent.terms().labels().get("description"));
    JsonTemplate.putAll(json.withObjectProperty("metadata"), intent.terms().metadata());
    json.put("payment_intent", intent.id());
    json.put("payment_method", charge.paymentMethod().id());
    putCard(json.withObjectProperty("payment_method_details").withObjectProperty("card"), charge);
    if (charge.state() instanceof ChargeState.Failed(var error)) putFailure(json, error);
    return json;
  }

  private static void putMoney(ObjectNode json, Charge charge) {
    json.put("amount", charge.amount());
    json.put("amount_captured", charge.amountCaptured());
    json.put("amount_refunded", charge.amountReturned());
    json.put("captured", charge.state() instanceof ChargeState.Captured);
    json.put("refunded", charge.amountReturned() == charge.amount());
    json.put("status", "succeeded");
  }

  private static void putCard(ObjectNode json, Charge charge) {
    var card = charge.paymentMethod().card();
    MethodJson.putCard(json, card);
    json.put("network", card.brand());
    json.put("amount_authorized", charge.amount());
    json.withObjectProperty("overcapture").put("maximum_amount_capturable", charge.amount());
    if (charge.state() instanceof ChargeState.Authorized(var until)) {
      JsonTemplate.putAt(json, "capture_before", until);
    }
  }

  private static void putFailure(ObjectNode json, PaymentError error) {
    json.put("status", "failed");
    json.put("paid", false);
    json.put("failure_code", error.code());
    json.put("failure_message", error.message());
    var outcome = json.withObjectProperty("outcome");
    outcome.put("network_status", "declined_by_network");
    outcome.put("reason", error.declineCode() == null ? error.code() : error.declineCode());
    outcome.put("seller_message", "The bank declined the payment.");
    outcome.put("type", "issuer_declined");
  }
}
