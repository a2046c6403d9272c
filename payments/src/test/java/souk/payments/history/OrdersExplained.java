package souk.payments.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Each order as operations read it: nothing of it is on its way any more, and what its postings say
 * that came to the provider, before the provider's fees, is what cards have paid and not got back.
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
