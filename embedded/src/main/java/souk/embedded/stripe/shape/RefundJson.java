package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.Refund;

/** A refund as Stripe shows it. */
public final class RefundJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("refund");

  private RefundJson() {}

  /** A refund. */
  public static ObjectNode of(Refund refund, Statement statement, Expansion expansion) {
    var json = TEMPLATE.fresh();
    json.put("id", refund.id());
    json.put("amount", refund.amount());
    statement.put(json, BalanceTransaction.idOf(refund.id(), ""), expansion);
    json.put("charge", refund.charge());
    JsonTemplate.putAt(json, "created", refund.createdAt());
    json.put("currency", refund.currency());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), refund.metadata());
    json.put("payment_intent", refund.intent());
    json.put("reason", refund.reason());
    json.put("status", refund.status().wireName());
    if (refund.failure() != null) {
      json.put("failure_balance_transaction", returnId(refund));
      json.put("failure_reason", refund.failure());
    }
    return json;
  }

  /** The id of the movement by which a refund's money came back. */
  public static String returnId(Refund refund) {
    return BalanceTransaction.idOf(refund.id(), "r");
  }
}
