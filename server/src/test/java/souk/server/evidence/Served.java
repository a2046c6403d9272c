package souk.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import souk.dispatch.tracking.Traces;
import souk.server.ServerNode;
import souk.server.TestPhones;

/** People who order, serve and are served, all by HTTP; each order is paid when it is answered. */
final class Served {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String CASINO = "{\"lat\": 43.7394, \"lon\": 7.4282%s}";
  private static final String HARBOUR = "{\"lat\": 43.7347, \"lon\": 7.4206}";

  private final ServerNode node;
  private final String customer = TestPhones.token(UUID.randomUUID(), "CUSTOMER");

  Served(ServerNode node) {
    this.node = node;
  }

  /** A ride that was driven and paid for. */
  UUID ride() {
    var driver = TestPhones.token(UUID.randomUUID(), "DRIVER");
    var vehicle =
        """
        {"name": "Dina", "city_id": "monaco", "vehicle": {"plate": "MC 1234", "model": "Zoe",
         "colour": "white", "products": ["standard"]}}\
        """;
    done(node.put("/v1/me/driver", driver, vehicle));
    done(node.post("/v1/me/driver/online", driver, "{\"product\": \"standard\"}"));
    var ride = requested();
    drive(driver, ride);
    var path = "/v1/rides/" + ride;
    await()
        .atMost(PATIENCE)
        .until(() -> get(path).at("/payment/status").asText().equals("CAPTURED"));
    return ride;
  }

  private UUID requested() {
    var places = "{\"pickup\": %s, \"dropoff\": %s, \"product\": \"standard\"}";
    var quote = ordered("/v1/rides/quotes", places.formatted(CASINO.formatted(""), HARBOUR));
    var wish = "{\"quote\": \"%s\", \"card_id\": \"%s\"}";
    return id(ordered("/v1/rides", wish.formatted(quote.path("quote").asText(), card())));
  }

  private void drive(String driver, UUID trip) {
    var offer =
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  ping(driver);
                  return done(node.get("/v1/me/active", driver)).at("/offer/id").asText();
                },
                id -> !id.isEmpty());
    done(node.post("/v1/offers/" + offer + "/accept", driver, ""));
    for (var step : new String[] {"en-route", "arrive", "start"}) {
      ping(driver);
      done(node.post("/v1/trips/" + trip + "/" + step, driver, ""));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ping(driver);
              return node.bean(Traces.class).of(trip);
            },
            trace -> !trace.isEmpty());
    done(node.post("/v1/trips/" + trip + "/complete", driver, ""));
  }

  private void ping(String driver) {
    var place = CASINO.formatted(", \"at\": \"%s\"".formatted(Instant.now()));
    done(node.post("/v1/positions", driver, "{\"positions\": [%s]}".formatted(place)));
  }

  /** Two nights at the Grand, booked and paid for. */
  UUID stay() {
    var arrival = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    var wish =
        """
        {"hotel_id": "%s", "arrival": "%s", "departure": "%s", "rooms": [
          {"room_type_id": "%s", "rate_plan_id": "%s", "adults": 2, "children": 0}]}\
        """;
    var host = TestPhones.token(UUID.randomUUID(), "HOST");
    var hotel = id(node.post("/v1/host/hotels", host, GRAND));
    var below = "/v1/host/hotels/" + hotel;
    var type = id(node.post(below + "/room-types", host, DOUBLE));
    var plan = id(node.post(below + "/rate-plans", host, FLEXIBLE));
    sell(host, below + "/room-types/" + type + "/nights", plan, arrival);
    var asked = wish.formatted(hotel, arrival, arrival.plusDays(2), type, plan);
    var quote = ordered("/v1/stays/quotes", asked).path("quote").asText();
    var stay = id(ordered("/v1/stays", "{\"quote\": \"%s\"}".formatted(quote)));
    ordered("/v1/stays/" + stay + "/confirm", "{\"card_id\": \"%s\"}".formatted(card()));
    await()
        .atMost(PATIENCE)
        .until(() -> get("/v1/stays/" + stay).path("status").asText().equals("CONFIRMED"));
    return stay;
  }

  private static final String GRAND =
      """
      {"name": "Grand", "place": {"lat": 43.7394, "lon": 7.4282}, "stars": 5, "amenities": [],
       "photos": [], "check_in": "15:00", "check_out": "11:00", "tax_basis_points": 1000,
       "city_tax_minor": 250}\
      """;
  private static final String DOUBLE =
      "{\"name\": \"Double\", \"adults_max\": 2, \"children_max\": 1, \"guests_max\": 3}";
  private static final String FLEXIBLE =
      """
      {"name": "Flexible", "meal_plan": "BREAKFAST", "policy": {"tiers": [
        {"days_before": 2, "anchor": "CHECK_IN", "fee": {"kind": "NIGHTS", "value": 1}},
        {"days_before": 0, "anchor": "MIDNIGHT", "fee": {"kind": "FULL", "value": 0}}]}}\
      """;

  private void sell(String host, String nights, UUID plan, LocalDate from) {
    var seen = done(node.get(nights + "?from=%1$s&to=%1$s".formatted(from), host));
    var terms =
        """
        {"from": "%s", "to": "%s", "total": 1, "prices": [{"rate_plan_id": "%s",
          "amount": {"amount": 10001, "currency": "EUR"}}]}\
        """
            .formatted(from, from.plusDays(2), plan);
    var version = "\"" + seen.path("version").asLong() + "\"";
    var request =
        node.request(nights, host, "If-Match", version, "Content-Type", "application/json");
    done(node.send(request.method("PATCH", BodyPublishers.ofString(terms))));
  }

  private String card() {
    return ordered("/v1/cards", "{\"psp_token\": \"pm_card_visa\"}").path("id").asText();
  }

  private JsonNode get(String path) {
    return done(node.get(path, customer));
  }

  private JsonNode ordered(String path, String body) {
    return done(node.post(path, customer, body, "Idempotency-Key", UUID.randomUUID().toString()));
  }

  private static UUID id(ServerNode.Answer answer) {
    return id(done(answer));
  }

  private static UUID id(JsonNode json) {
    return UUID.fromString(json.path("id").asText());
  }

  static JsonNode done(ServerNode.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer.json();
  }
}
