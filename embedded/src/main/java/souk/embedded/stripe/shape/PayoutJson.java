package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.PayoutStatus;

/** A payout as Stripe shows it. */
public final class PayoutJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("payout");

  private PayoutJson() {}

  /** A payout. */
  public static ObjectNode of(Payout payout, Statement statement, Expansion expansion) {
    var json = TEMPLATE.fresh();
    json.put("id", payout.id());
    json.put("amount", payout.amount());
    JsonTemplate.putAt(json, "arrival_date", payout.arrivesOn());
    statement.put(json, BalanceTransaction.idOf(payout.id(), ""), expansion);
    JsonTemplate.putAt(json, "created", payout.createdAt());
    json.put("currency", payout.currency());
    json.put("destination", payout.destination());
    JsonTemplate.putAll(json, payout.labels());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), payout.metadata());
    json.put("status", payout.status().wireName());
    putFailure(json, payout);
    return json;
  }

  private static void putFailure(ObjectNode json, Payout payout) {
    var failure = payout.failure();
    if (failure != null) {
      json.put("failure_code", failure.code());
      json.put("failure_message", failure.message());
    }
    if (payout.status() == PayoutStatus.FAILED || payout.status() == PayoutStatus.CANCELED) {
      json.put("failure_balance_transaction", returnId(payout));
    }
  }

  /** The id of the movement by which a payout's money came back. */
  public static String returnId(Payout payout) {
    return BalanceTransaction.idOf(payout.id(), "r");
  }
}
