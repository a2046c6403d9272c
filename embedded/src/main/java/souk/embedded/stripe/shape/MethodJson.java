package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.card.TestCard;

/** A payment method as Stripe shows it. */
public final class MethodJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("payment_method");

  private MethodJson() {}

  /** The payment method with its card. */
  public static ObjectNode of(PaymentMethod method) {
    var json = TEMPLATE.fresh();
    json.put("id", method.id());
    JsonTemplate.putAt(json, "created", method.createdAt());
    json.put("customer", method.customer());
    var card = json.withObjectProperty("card");
    putCard(card, method.card());
    card.put("display_brand", method.card().brand());
    card.withObjectProperty("networks").withArrayProperty("available").add(method.card().brand());
    return json;
  }

  static void putCard(ObjectNode json, TestCard card) {
    json.put("brand", card.brand());
    json.put("country", card.country());
    json.put("exp_month", TestCard.EXPIRY_MONTH);
    json.put("exp_year", TestCard.EXPIRY_YEAR);
    json.put("fingerprint", card.fingerprint());
    json.put("funding", card.funding());
    json.put("last4", card.last4());
  }
}
