package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Customer;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Refund;

/** Refunds, customers, events and lists as Stripe shows them. */
public final class RecordJson {
  private static final JsonTemplate REFUND = JsonTemplate.named("refund");
  private static final JsonTemplate CUSTOMER = JsonTemplate.named("customer");
  private static final JsonTemplate EVENT = JsonTemplate.named("event");

  private RecordJson() {}

  /** A refund. */
  public static ObjectNode of(Refund refund) {
    var json = REFUND.fresh();
    json.put("id", refund.id());
    json.put("amount", refund.amount());
    json.put("charge", refund.charge());
    JsonTemplate.putAt(json, "created", refund.createdAt());
    json.put("currency", refund.currency());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), refund.metadata());
    json.put("payment_intent", refund.intent());
    json.put("reason", refund.reason());
    return json;
  }

  /** A customer. */
  public static ObjectNode of(Customer customer) {
    var json = CUSTOMER.fresh();
    json.put("id", customer.id());
    JsonTemplate.putAt(json, "created", customer.createdAt());
    JsonTemplate.putAll(json, customer.labels());
    JsonTemplate.putAll(json.withObjectProperty("metadata"), customer.metadata());
    return json;
  }

  /** An event, with its object as it was when the event happened. */
  public static ObjectNode of(Event event, Account account) {
    var json = EVENT.fresh();
    json.put("id", event.id());
    JsonTemplate.putAt(json, "created", event.at());
    json.put("type", event.type());
    json.withObjectProperty("request").put("id", event.requestId());
    json.withObjectProperty("request").put("idempotency_key", event.key());
    json.withObjectProperty("data").set("object", subject(event, account));
    return json;
  }

  private static ObjectNode subject(Event event, Account account) {
    if (event.refund() != null) return of(account.refund(event.refund()).orElseThrow());
    var intent = account.intents().history(event.intent()).get(event.revision()).intent();
    return event.type().startsWith("charge.")
        ? ChargeJson.of(intent, intent.latestCharge().orElseThrow())
        : IntentJson.of(intent, Expansion.NONE);
  }

  /** A page of a list. */
  public static ObjectNode list(String url, List<ObjectNode> page, boolean hasMore) {
    var json = JsonTemplate.MAPPER.createObjectNode();
    json.put("object", "list");
    json.putArray("data").addAll(page);
    json.put("has_more", hasMore);
    json.put("url", url);
    return json;
  }

  /** The intents of a page. */
  public static List<ObjectNode> intents(List<PaymentIntent> page, Expansion expansion) {
    return page.stream().map(intent -> IntentJson.of(intent, expansion)).toList();
  }
}
