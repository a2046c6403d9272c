package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Customer;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.account.Event.Subject.Moment;
import souk.embedded.stripe.account.Event.Subject.Snapshot;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.Refund;
import souk.embedded.stripe.money.Transfer;

/** Customers, events and lists as Stripe shows them. */
public final class RecordJson {
  private static final JsonTemplate CUSTOMER = JsonTemplate.named("customer");
  private static final JsonTemplate EVENT = JsonTemplate.named("event");

  private RecordJson() {}

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
    if (!event.owner().equals(Recorded.PLATFORM)) json.put("account", event.owner());
    var behind = event.requestId().isEmpty() ? null : event.requestId();
    json.withObjectProperty("request").put("id", behind);
    json.withObjectProperty("request").put("idempotency_key", event.key());
    json.withObjectProperty("data").set("object", subject(event, account));
    return json;
  }

  private static ObjectNode subject(Event event, Account account) {
    return switch (event.subject()) {
      case Moment(var intent, var revision) ->
          moment(event, account.intents().history(intent).get(revision).intent());
      case Snapshot(var object) -> of(object, event.at());
    };
  }

  private static ObjectNode moment(Event event, PaymentIntent intent) {
    return event.type().startsWith("charge.")
        ? ChargeJson.of(intent, intent.latestCharge().orElseThrow())
        : IntentJson.of(intent, Expansion.NONE);
  }

  private static ObjectNode of(Recorded object, Instant at) {
    return switch (object) {
      case ConnectedAccount account -> AccountJson.of(account);
      case Dispute dispute -> DisputeJson.of(dispute, Statement.at(at));
      case Payout payout -> PayoutJson.of(payout, Statement.NONE, Expansion.NONE);
      case Refund refund -> RefundJson.of(refund, Statement.NONE, Expansion.NONE);
      case Transfer transfer -> TransferJson.of(transfer, Statement.NONE, Expansion.NONE);
    };
  }

  /** What was found, all of it. */
  public static ObjectNode searched(String url, List<ObjectNode> found) {
    var json = list(url, found, false);
    json.put("object", "search_result");
    json.putNull("next_page");
    return json;
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
}
