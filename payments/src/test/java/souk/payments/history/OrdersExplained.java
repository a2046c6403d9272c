package souk.payments.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Each order as operations read it: nothing of it is on its way any more, what its postings say
 * that came to the provider, before the provider's fees, is what cards have paid and not got back,
 * and the places where it says that its money is hold what cards have paid, to the cent. And all of
 * them beside their payees: a payout is what it took of the orders, an account what waits of them.
 */
final class OrdersExplained {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> OURS =
      Set.of("PSP_PENDING", "PSP_AVAILABLE", "PSP_FEES", "DISPUTE_FEES");

  private final World world;
  private final History history;

  OrdersExplained(World world, History history) {
    this.world = world;
    this.history = history;
  }

  List<String> findings() {
    return history.orders.stream().flatMap(this::findings).toList();
  }

  private Stream<String> findings(Order order) {
    var paid = paid(order.ref.id());
    var money = money(order);
    if (money.isMissingNode()) return paid == 0 ? Stream.of() : Stream.of(order.ref + ": no money");
    var told = told(money);
    if (told != paid) return Stream.of("%s: %s told, %s paid".formatted(order.ref, told, paid));
    var captured = captured(order.ref.id());
    var somewhere = amounts(money.path("places"));
    if (amounts(money.path("captured")) != captured || somewhere != captured) {
      return Stream.of(
          "%s: %s captured, %s are somewhere".formatted(order.ref, captured, somewhere));
    }
    if (money.path("explained").asBoolean()) return Stream.of();
    return Stream.of(order.ref + ": on its way: " + money.path("on_its_way"));
  }

  private JsonNode money(Order order) {
    var path = "/v1/ops/orders/%s/%s/money".formatted(order.ref.kind(), order.ref.id());
    try {
      var answer = world.node.as(UUID.randomUUID(), "OPS").get(path);
      if (answer.statusCode() == 404) return JSON.missingNode();
      if (answer.statusCode() != 200) throw new AssertionError(answer.body());
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static long told(JsonNode money) {
    return StreamSupport.stream(money.path("postings").spliterator(), false)
        .flatMap(posting -> StreamSupport.stream(posting.path("lines").spliterator(), false))
        .filter(line -> OURS.contains(line.path("kind").asText()))
        .mapToLong(OrdersExplained::signed)
        .sum();
  }

  private static long signed(JsonNode line) {
    var minor = line.path("amount").path("amount").asLong();
    return line.path("side").asText().equals("DEBIT") ? minor : -minor;
  }

  /**
   * Payouts that are not what their orders say, and accounts likewise. What was changed and came
   * back is of no order (ADR 0067), and its currency nobody's earnings are in.
   */
  List<String> payees() {
    var left = new TreeMap<String, Long>();
    world
        .node
        .lines(
            """
            SELECT item.payout_id || ' ' || item.account || ' '
              || coalesce(exchange.sold_minor, item.amount_minor)
            FROM payments.payout_item item JOIN payments.payout ON payout.id = item.payout_id
            LEFT JOIN payments.payout_exchange exchange
              ON exchange.payout_id = item.payout_id AND exchange.account = item.account
            WHERE payout.earned_currency <> '%1$s'
            UNION ALL
            SELECT key || ' payable ' || -balance_minor FROM payments.ledger_account
            WHERE kind IN ('payee:payable', 'payee:tips') AND currency <> '%1$s'
            UNION ALL
            SELECT key || ' owed ' || -balance_minor FROM payments.ledger_account
            WHERE kind = 'payee:receivable'\
            """
                .formatted(World.CHANGED_INTO))
        .forEach(line -> {
          var minor = line.lastIndexOf(' ');
          left.merge(
              line.substring(0, minor), Long.parseLong(line.substring(minor + 1)), Long::sum);
        });
    orders()
        .forEach(money -> {
          for (var earning : money.path("earnings")) less(left, earning);
          for (var debt : money.path("debts")) lessDebt(left, debt);
        });
    left.values().removeIf(minor -> minor == 0);
    return left.entrySet().stream().map(one -> one + " of no order").toList();
  }

  private Stream<JsonNode> orders() {
    return history.orders.stream().map(this::money).filter(money -> !money.isMissingNode());
  }

  private static void less(TreeMap<String, Long> left, JsonNode earning) {
    var kind = earning.path("account").asText();
    for (var part : earning.path("payouts")) {
      var item = part.at("/payout/id").asText() + " " + kind;
      left.merge(item, -part.at("/amount/amount").asLong(), Long::sum);
    }
    var waiting = earning.path("waiting");
    var account = kind.equals("TIPS") ? "payee:tips:" : "payee:payable:";
    var key = account + earning.path("payee").asText() + ":" + waiting.path("currency").asText();
    left.merge(key + " payable", -waiting.path("amount").asLong(), Long::sum);
  }

  private static void lessDebt(TreeMap<String, Long> left, JsonNode debt) {
    var open = debt.path("open");
    var payee = debt.path("payee").asText();
    var key = "payee:receivable:" + payee + ":" + open.path("currency").asText();
    left.merge(key + " owed", open.path("amount").asLong(), Long::sum);
  }

  private static long amounts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToLong(one ->
            one.has("place") ? one.at("/amount/amount").asLong() : one.path("amount").asLong())
        .sum();
  }

  /** By the provider's word alone, before anything went back. */
  private long captured(UUID order) {
    return world.provider.all("/v1/payment_intents").stream()
        .filter(one -> one.path("metadata").path("order_id").asText().equals(order.toString()))
        .mapToLong(intent -> intent.path("amount_received").asLong())
        .sum();
  }

  /** By the provider's word alone. */
  private long paid(UUID order) {
    return world.provider.all("/v1/payment_intents").stream()
        .filter(one -> one.path("metadata").path("order_id").asText().equals(order.toString()))
        .mapToLong(intent -> intent.path("amount_received").asLong() - returned(intent))
        .sum();
  }

  private long returned(JsonNode intent) {
    var id = intent.path("id").asText();
    var refunded =
        BothSides.given(world.provider.all("/v1/refunds"), id).stream()
            .mapToLong(refund -> refund.path("amount").asLong())
            .sum();
    return refunded + BothSides.lost(world, id);
  }
}
