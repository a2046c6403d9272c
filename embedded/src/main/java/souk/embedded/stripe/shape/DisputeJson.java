package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import souk.embedded.stripe.money.Dispute;

/** A dispute as Stripe shows it. */
public final class DisputeJson {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("dispute");

  private DisputeJson() {}

  /** A dispute. */
  public static ObjectNode of(Dispute dispute, Statement statement) {
    var json = TEMPLATE.fresh();
    json.put("id", dispute.id());
    json.put("amount", dispute.amount());
    var movements = json.withArrayProperty("balance_transactions");
    dispute.movements().forEach(moved -> movements.add(statement.of(moved)));
    json.put("charge", dispute.charge());
    JsonTemplate.putAt(json, "created", dispute.createdAt());
    json.put("currency", dispute.currency());
    JsonTemplate.putAll(json.withObjectProperty("evidence"), dispute.evidence());
    putDetails(json.withObjectProperty("evidence_details"), dispute, statement);
    json.put("is_charge_refundable", dispute.status().inquires());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), dispute.metadata());
    json.put("payment_intent", dispute.intent());
    putCard(json.withObjectProperty("payment_method_details").withObjectProperty("card"), dispute);
    json.put("reason", dispute.reason());
    json.put("status", dispute.status().wireName());
    return json;
  }

  private static void putDetails(ObjectNode json, Dispute dispute, Statement statement) {
    JsonTemplate.putAt(json, "due_by", dispute.dueBy());
    json.put("has_evidence", !dispute.evidence().isEmpty());
    json.put("past_due", dispute.submissions() == 0 && statement.now().isAfter(dispute.dueBy()));
    json.put("submission_count", dispute.submissions());
  }

  private static void putCard(ObjectNode json, Dispute dispute) {
    json.put("brand", dispute.brand());
    json.put("case_type", dispute.status().inquires() ? "inquiry" : "chargeback");
    json.put("network", dispute.brand());
  }

  /** Whether a text is evidence. */
  public static boolean knows(String evidence) {
    return TEMPLATE.fresh().withObjectProperty("evidence").has(evidence);
  }
}
