package souk.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.ride.Rides;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trips;
import souk.payments.dispute.OrderRecords;
import souk.payments.order.OrderRef;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;
import souk.server.ServerNode;
import souk.server.TestPhones;

/** Operations read one story of a ride, whichever modules had a part in it. */
class TimelineTest {
  private static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Point HARBOUR = new Point(43.7347, 7.4206);

  private static ServerNode node;
  private static String ops;

  @BeforeAll
  static void start() {
    node = ServerNode.quiet();
    ops = TestPhones.token(UUID.randomUUID(), "OPS");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void theModulesTellOneStoryInTheOrderOfTime() {
    var rider = UUID.randomUUID();
    var ride = requested(rider);
    node.bean(Trips.class).request(trip(ride, rider));
    var operator = new Operator(UUID.randomUUID(), "Grace");
    node.bean(Transactions.class)
        .run(() -> node.bean(ActionLog.class).add(operator, lookedAt(ride)));
    node.bean(Trips.class)
        .cancel(trip(ride, rider), new Cancellation(Cancellation.By.OPS, "flooded_road"));

    var told = node.get(path(ride), ops);
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    assertThat(told.json().path("ride_id").asText()).isEqualTo(ride.toString());
    assertThat(told.json().path("complete").asBoolean()).isTrue();
    var entries = entries(told.json());
    assertThat(entries.stream().map(entry -> entry.path("type").asText()))
        .containsExactly("ride.requested", "trip.requested", "ride.looked_at", "trip.cancelled");
    assertThat(entries.stream().map(entry -> Instant.parse(entry.path("at").asText()))).isSorted();
    assertThat(entries.get(0).path("actor").path("id").asText()).isEqualTo(rider.toString());
    assertThat(entries.get(2).path("source").asText()).isEqualTo("OPERATIONS");
    assertThat(entries.get(2).path("actor").path("id").asText()).isEqualTo(operator.id() + "");
    assertThat(entries.get(2).path("data").path("reason").asText()).isEqualTo("complaint");
    assertThat(entries.get(3).path("actor").path("kind").asText()).isEqualTo("OPERATOR");
    assertThat(entries.get(3).path("version").asLong()).isEqualTo(2);
    assertThat(entries.get(3).path("summary").asText()).isEqualTo("Trip called off: flooded_road");
  }

  /** For the card's issuer, who has no business with what operators did. */
  @Test
  void whatIsOnRecordTellsOfTheServiceOnly() {
    var rider = UUID.randomUUID();
    var ride = requested(rider);
    node.bean(Trips.class).request(trip(ride, rider));
    var operator = new Operator(UUID.randomUUID(), "Grace");
    node.bean(Transactions.class)
        .run(() -> node.bean(ActionLog.class).add(operator, lookedAt(ride)));

    var records = node.bean(OrderRecords.class).of(new OrderRef("ride", ride));

    assertThat(records.activity()).hasSize(2).noneMatch(line -> line.contains("Grace"));
    assertThat(records.documents())
        .singleElement()
        .asString()
        .startsWith("Route\nPick-up at 43.73940,7.42820");
    assertThat(node.bean(OrderRecords.class).of(new OrderRef("ride", UUID.randomUUID())).activity())
        .isEmpty();
  }

  @Test
  void onlyOperationsReadItAndOnlyOfARideThatIsThere() {
    var unknown = path(UUID.randomUUID());
    assertThat(node.get(unknown, null).status()).isEqualTo(401);
    var rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    assertThat(node.get(unknown, rider).status()).isEqualTo(403);
    assertThat(node.get(unknown, ops).status()).isEqualTo(404);
    assertThat(node.get("/v1/ops/rides/x/timeline", ops).status()).isEqualTo(400);
  }

  private static UUID requested(UUID rider) {
    var token = TestPhones.token(rider, "CUSTOMER");
    var card = node.post("/v1/cards", token, "{\"psp_token\":\"pm_card_visa\"}").json();
    var places =
        "{\"pickup\":{\"lat\":%s,\"lon\":%s},\"dropoff\":{\"lat\":%s,\"lon\":%s},\"product\":\"standard\"}"
            .formatted(CASINO.lat(), CASINO.lon(), HARBOUR.lat(), HARBOUR.lon());
    var quote = node.post("/v1/rides/quotes", token, places).json();
    var body =
        "{\"quote\":\"%s\",\"card_id\":\"%s\"}"
            .formatted(quote.path("quote").asText(), card.path("id").asText());
    var answer = node.post("/v1/rides", token, body, "Idempotency-Key", "k-" + rider);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    var ride = UUID.fromString(answer.json().path("id").asText());
    assertThat(node.bean(Rides.class).find(ride)).isPresent();
    return ride;
  }

  private static RequestTrip trip(UUID ride, UUID rider) {
    return new RequestTrip(
        ride,
        new CityId("monaco"),
        Product.STANDARD,
        rider,
        "Ada",
        CASINO,
        HARBOUR,
        Money.of(1250, "EUR"));
  }

  private static OperatorAction lookedAt(UUID ride) {
    return new OperatorAction("ride.looked_at", "ride", ride, "complaint", null, null);
  }

  private static List<JsonNode> entries(JsonNode timeline) {
    var entries = new ArrayList<JsonNode>();
    timeline.path("entries").forEach(entries::add);
    return entries;
  }

  private static String path(UUID ride) {
    return "/v1/ops/rides/" + ride + "/timeline";
  }
}
