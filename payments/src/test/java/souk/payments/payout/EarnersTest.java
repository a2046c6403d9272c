package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.PaymentsNode;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.payments.payee.Earner;
import souk.payments.payee.Earners;
import souk.payments.payee.Payee;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.Transactions;

/** Restaurants and hotels earn, and persons who may act for them; nobody else sees anything. */
class EarnersTest {
  private static StripeTwin twin;
  private static PaymentsNode node;

  private final UUID restaurant = UUID.randomUUID();
  private final UUID hotel = UUID.randomUUID();
  private final UUID ada = UUID.randomUUID();
  private final UUID bea = UUID.randomUUID();
  private final UUID stranger = UUID.randomUUID();

  EarnersTest() {
    TestEarners.RESTAURANTS.put(restaurant, Set.of(ada, bea));
    TestEarners.HOTELS.put(hotel, Set.of(ada));
  }

  @BeforeAll
  static void open() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    node =
        PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), Map.of("test.earners", true));
  }

  @AfterAll
  static void close() throws IOException {
    node.close();
    twin.close();
  }

  @Test
  void whoeverManagesARestaurantSeesTheOnePayeeThatItIs() throws Exception {
    var door = "?kind=MERCHANT&earner=" + restaurant;
    assertThat(register(ada, "MERCHANT", door).body())
        .contains("\"status\":\"ACTIVE\"", "\"kind\":\"MERCHANT\"", restaurant.toString());
    completed(restaurant, 700);

    assertThat(get(bea, "MERCHANT", "/v1/payees/me" + door).body()).contains(restaurant.toString());
    assertThat(get(bea, "MERCHANT", "/v1/payees/me/earnings" + door).body())
        .contains("\"earned\":{\"amount\":700,\"currency\":\"EUR\"}");
    assertThat(
            node.text("SELECT count(*) FROM payments.payee WHERE id = '%s'".formatted(restaurant)))
        .isEqualTo("1");
    for (var path : List.of("", "/earnings", "/payouts")) {
      var asked = get(stranger, "MERCHANT", "/v1/payees/me" + path + door);
      assertThat(asked.statusCode()).as(path).isEqualTo(403);
    }
    assertThat(register(stranger, "MERCHANT", door).statusCode()).isEqualTo(403);
    assertThat(post(stranger, "MERCHANT", "/onboarding" + door, "").statusCode()).isEqualTo(403);
    var people = node.bean(Earners.class).people(new Earner(Payee.Kind.MERCHANT, restaurant));
    assertThat(people).as("who is told").containsExactlyInAnyOrder(ada, bea);
  }

  /** Nobody else has to know him: his restaurant is an earner by his own id. */
  @Test
  void aMerchantEarnsHimselfAndNobodyElseActsForHim() throws Exception {
    completed(bea, 1_200);
    var earned = "\"earned\":{\"amount\":1200,\"currency\":\"EUR\"}";
    assertThat(get(bea, "MERCHANT", "/v1/payees/me/earnings").body()).contains(earned);
    assertThat(register(bea, "MERCHANT", "").body()).contains("\"kind\":\"MERCHANT\"");
    assertThat(get(bea, "MERCHANT", "/v1/payees/me").body()).contains(bea.toString());
    assertThat(get(bea, "MERCHANT", "/v1/payees/me/payouts").statusCode()).isEqualTo(200);
    var his = "/v1/payees/me/earnings?kind=MERCHANT&earner=" + bea;
    assertThat(get(bea, "MERCHANT", his).body()).contains(earned);
    assertThat(get(stranger, "MERCHANT", his).statusCode()).isEqualTo(403);
    assertThat(get(bea, "DRIVER", his).statusCode()).as("no role").isEqualTo(403);
    assertThat(node.bean(Earners.class).people(new Earner(Payee.Kind.MERCHANT, bea)))
        .as("who is told")
        .containsExactly(bea);
  }

  @Test
  void aHotelEarnsByItsOwnDoorOnly() throws Exception {
    completed(hotel, 9_000);
    var earned = "\"earned\":{\"amount\":9000,\"currency\":\"EUR\"}";
    var path = "/v1/payees/me/earnings?earner=" + hotel;
    assertThat(get(ada, "HOST", path).body()).as("the only way she earns").contains(earned);
    assertThat(get(ada, "HOST MERCHANT", path + "&kind=HOST").body()).contains(earned);
    assertThat(get(ada, "HOST MERCHANT", path + "&kind=MERCHANT").statusCode()).isEqualTo(403);
    assertThat(get(ada, "MERCHANT", path + "&kind=HOST").statusCode()).as("no role").isEqualTo(403);
    assertThat(get(bea, "HOST", path).statusCode()).isEqualTo(403);
  }

  @Test
  void whoEarnsInSeveralWaysSaysAsWhat() throws Exception {
    var both = "DRIVER MERCHANT";
    assertThat(get(ada, both, "/v1/payees/me/earnings").body()).contains("kind_needed");
    assertThat(get(ada, both, "/v1/payees/me/earnings?kind=DRIVER").statusCode()).isEqualTo(200);
    assertThat(get(ada, "DRIVER HOST", "/v1/payees/me/earnings?kind=HOST").body())
        .contains("earner_needed");
    assertThat(get(ada, both, "/v1/payees/me/earnings?kind=COOK").statusCode()).isEqualTo(400);
    assertThat(get(ada, both, "/v1/payees/me/earnings?kind=DRIVER&earner=x").statusCode())
        .isEqualTo(400);
    assertThat(get(ada, "DRIVER", "/v1/payees/me/earnings?earner=" + bea).statusCode())
        .as("nobody drives for another")
        .isEqualTo(403);
  }

  /** A restaurant that has a driver's id is no payee beside him. */
  @Test
  void oneIdIsOfOneKind() throws Exception {
    TestEarners.RESTAURANTS.put(bea, Set.of(ada));
    assertThat(register(bea, "DRIVER", "").statusCode()).isEqualTo(200);
    var door = "?kind=MERCHANT&earner=" + bea;
    assertThat(register(ada, "MERCHANT", door).body()).contains("payee_of_another_kind");
    assertThat(get(ada, "MERCHANT", "/v1/payees/me" + door).statusCode()).isEqualTo(404);
  }

  private void completed(UUID earner, long minor) {
    var order = new OrderRef("test", UUID.randomUUID());
    var debtor = UUID.randomUUID();
    deliver(
        new CompletedOrder(
            order,
            List.of(new Source(From.CUSTOMER, null, debtor, Money.of(minor + 100, "EUR"))),
            List.of(
                new Share(To.PAYEE, earner.toString(), Money.of(minor, "EUR")),
                new Share(To.COMMISSION, "", Money.of(100, "EUR")))));
  }

  private static void deliver(CompletedOrder completed) {
    var id = completed.order().id();
    var payload = node.bean(Json.class).write(completed);
    var event =
        new DomainEvent(UUID.randomUUID(), id, 1, CompletedOrder.EVENT, payload, Instant.EPOCH);
    node.context().getBeansOfType(EventHandler.class).stream()
        .filter(handler -> handler.handles(event.type()))
        .forEach(handler -> node.bean(Transactions.class).run(() -> handler.handle(event)));
  }

  private HttpResponse<String> register(UUID person, String roles, String door) throws Exception {
    return post(
        person,
        roles,
        door,
        "{\"method\":\"STANDARD\",\"country\":\"MC\",\"bank_token\":\"btok_us_verified\"}");
  }

  private HttpResponse<String> post(UUID person, String roles, String path, String body)
      throws Exception {
    return node.as(person, roles).post("/v1/payees/me" + path, body);
  }

  private HttpResponse<String> get(UUID person, String roles, String path) throws Exception {
    return node.as(person, roles).get(path);
  }
}
