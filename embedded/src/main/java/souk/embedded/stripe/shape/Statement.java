package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Balances.Balance;
import souk.embedded.stripe.money.BalanceTransaction;

/**
 * A balance and its movements as Stripe shows them, at one moment.
 *
 * @param find finds a movement by its id
 * @param disputed whether the charge of that id is or was disputed
 */
public record Statement(
    Function<String, Optional<BalanceTransaction>> find, Predicate<String> disputed, Instant now) {
  private static final JsonTemplate TEMPLATE = JsonTemplate.named("balance_transaction");
  private static final String FIELD = "balance_transaction";

  /** A statement for objects that are shown with ids only. */
  static final Statement NONE = at(Instant.EPOCH);

  /** The same at that moment. */
  static Statement at(Instant now) {
    return new Statement(_ -> Optional.empty(), _ -> false, now);
  }

  /** One movement. */
  public ObjectNode of(BalanceTransaction moved) {
    var json = TEMPLATE.fresh();
    json.put("id", moved.id());
    json.put("amount", moved.amount());
    JsonTemplate.putAt(json, "available_on", moved.availableOn());
    JsonTemplate.putAt(json, "created", moved.createdAt());
    json.put("currency", moved.currency());
    json.put("description", moved.description());
    json.put("exchange_rate", moved.exchangeRate());
    json.put("net", moved.net());
    json.put("reporting_category", moved.type().reportingCategory());
    json.put("source", moved.source());
    json.put("status", moved.availableOn().isAfter(now) ? "pending" : "available");
    json.put("type", moved.type().wireName());
    putFee(json, moved);
    return json;
  }

  private static void putFee(ObjectNode json, BalanceTransaction moved) {
    json.put("fee", moved.fee());
    if (moved.fee() == 0) return;
    var detail = json.withArrayProperty("fee_details").addObject();
    detail.put("amount", moved.fee());
    detail.putNull("application");
    detail.put("currency", moved.currency());
    detail.put("description", "Stripe processing fees");
    detail.put("type", "stripe_fee");
  }

  /** Which movement belongs to an object: its id, or all of it where that is wanted. */
  void put(ObjectNode json, @Nullable String id, Expansion expansion) {
    var whole =
        id != null && expansion.has(FIELD) ? find.apply(id) : Optional.<BalanceTransaction>empty();
    whole.ifPresentOrElse(moved -> json.set(FIELD, of(moved)), () -> json.put(FIELD, id));
  }

  /** What an account has, by currency. */
  public static ObjectNode balance(SortedMap<String, Balance> balances) {
    var json = JsonTemplate.MAPPER.createObjectNode();
    json.put("object", "balance");
    putAmounts(json, "available", balances, Balance::available);
    json.put("livemode", false);
    putAmounts(json, "pending", balances, Balance::pending);
    return json;
  }

  private static void putAmounts(
      ObjectNode json,
      String field,
      SortedMap<String, Balance> balances,
      Function<Balance, Long> part) {
    var array = json.putArray(field);
    balances.forEach((currency, balance) -> {
      var one = array.addObject();
      one.put("amount", part.apply(balance));
      one.put("currency", currency);
      one.putObject("source_types").put("card", part.apply(balance));
    });
  }
}
