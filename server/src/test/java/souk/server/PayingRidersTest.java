package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** What riders see of payments, over the whole: webhooks, sagas and all. */
class PayingRidersTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ServerNode node =
      ServerNode.start(
          ServerNode.database(), Map.of("stripe.timeout", "2s", "stripe.breaker-pause", "10s"));

  private final String token = TestPhones.token(UUID.randomUUID(), "CUSTOMER");

  @AfterEach
  void close() {
    assertThat(node.twin().violations()).isEmpty();
    node.close();
  }

  /** Nobody would look by himself for an hour. */
  @Test
  void aRideGoesOnByWebhookWhenItsRiderHasAuthenticated() {
    var answer = request(card("pm_card_threeDSecure2Required"), "k1");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    var ride = "/v1/rides/" + answer.json().path("id").asText();
    await().atMost(PATIENCE).until(() -> payment(ride, "status").equals("REQUIRES_ACTION"));
    node.sql("UPDATE payments.charge SET next_wake_at = clock_timestamp() + interval '1 hour'");

    node.twin().authenticate(node.twin().intents().getFirst().id(), true);
    await().atMost(PATIENCE).until(() -> payment(ride, "status").equals("AUTHORIZED"));
    assertThat(node.get(ride, token).json().at("/payment/action").isNull()).isTrue();
  }

  @Test
  void aRideThatCouldNotBePaidForIsNotTaken() {
    var card = card("pm_card_visa");
    node.twin().inject(Fault.always(FaultKind.ERROR_BEFORE));
    await()
        .atMost(PATIENCE)
        .until(() -> {
          for (var tries = 0; tries < 12; tries++) card("pm_card_mastercard");
          return request(card, "k1").status() == 503;
        });
    var refused = request(card, "k1");
    assertThat(refused.json().path("code").asText()).isEqualTo("payments_unavailable");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(node.get("/v1/rides", token).json().path("items")).isEmpty();

    node.twin().clearFaults();
    await().atMost(PATIENCE).until(() -> request(card, "k1").status() == 202);
  }

  private String payment(String ride, String field) {
    return node.get(ride, token).json().path("payment").path(field).asText();
  }

  private JsonNode card(String pspToken) {
    return node.post("/v1/cards", token, "{\"psp_token\":\"%s\"}".formatted(pspToken)).json();
  }

  private ServerNode.Answer request(JsonNode card, String key) {
    var places =
        """
        {"pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206},
         "product": "standard"}\
        """;
    var quote = node.post("/v1/rides/quotes", token, places).json().path("quote").asText();
    var body = "{\"quote\":\"%s\",\"card_id\":\"%s\"}".formatted(quote, card.path("id").asText());
    return node.post("/v1/rides", token, body, "Idempotency-Key", key);
  }
}
