package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.Reversal;
import souk.embedded.stripe.money.Transfer;

/** A transfer and its reversals as Stripe shows them. */
public final class TransferJson {
  private static final JsonTemplate TRANSFER = JsonTemplate.named("transfer");
  private static final JsonTemplate REVERSAL = JsonTemplate.named("transfer_reversal");

  private TransferJson() {}

  /** A transfer. */
  public static ObjectNode of(Transfer transfer, Statement statement, Expansion expansion) {
    var json = TRANSFER.fresh();
    json.put("id", transfer.id());
    json.put("amount", transfer.amount());
    json.put("amount_reversed", transfer.amountReversed());
    statement.put(json, BalanceTransaction.idOf(transfer.id(), ""), expansion);
    JsonTemplate.putAt(json, "created", transfer.createdAt());
    json.put("currency", transfer.currency());
    json.put("description", transfer.description());
    json.put("destination", transfer.destination());
    json.put("destination_payment", transfer.payment());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), transfer.metadata());
    putReversals(json.withObjectProperty("reversals"), transfer);
    json.put("reversed", transfer.amountReversed() == transfer.amount());
    json.put("source_transaction", transfer.sourceTransaction());
    json.put("transfer_group", transfer.transferGroup());
    return json;
  }

  private static void putReversals(ObjectNode list, Transfer transfer) {
    var data = list.withArrayProperty("data");
    transfer
        .reversals()
        .reversed()
        .forEach(reversal -> data.add(of(transfer, reversal, Statement.NONE, Expansion.NONE)));
    list.put("url", "/v1/transfers/" + transfer.id() + "/reversals");
  }

  /** One reversal of a transfer. */
  public static ObjectNode of(
      Transfer transfer, Reversal reversal, Statement statement, Expansion expansion) {
    var json = REVERSAL.fresh();
    json.put("id", reversal.id());
    json.put("amount", reversal.amount());
    statement.put(json, BalanceTransaction.idOf(reversal.id(), ""), expansion);
    JsonTemplate.putAt(json, "created", reversal.createdAt());
    json.put("currency", transfer.currency());
    json.put("destination_payment_refund", reversal.paymentRefund());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), reversal.metadata());
    json.put("transfer", transfer.id());
    return json;
  }
}
