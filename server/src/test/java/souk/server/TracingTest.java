package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One request can be followed through HTTP, SQL, the saga's steps and the payment provider. */
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void aRideIsOneTraceFromItsRequestToTheProvider() {
    var exported = InMemorySpanExporter.create();
    try (var node = ServerNode.start(ServerNode.database(), Map.of(), exported)) {
      var rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
      requestRide(node, rider);
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(spans(node, exported))
                  .extracting(SpanData::getName)
                  .contains("POST /v1/rides", "psp authorize")
                  .anyMatch(name -> name.startsWith("step "))
                  .anyMatch(name -> name.contains("booking.ride")));
    }
  }

  @Test
  void nothingIsRecordedWhileNothingIsExported() {
    try (var node = ServerNode.quiet()) {
      assertThat(node.context().findBean(OpenTelemetrySdk.class)).isEmpty();
      var rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
      assertThat(node.get("/v1/me", rider).status()).isEqualTo(200);
    }
  }

  private static void requestRide(ServerNode node, String rider) {
    var card = node.post("/v1/cards", rider, "{\"psp_token\":\"pm_card_visa\"}");
    assertThat(card.status()).as(card.body()).isEqualTo(201);
    var quote =
        node.post(
            "/v1/rides/quotes",
            rider,
            """
            {"pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206},
             "product": "standard"}\
            """);
    assertThat(quote.status()).as(quote.body()).isEqualTo(201);
    var body =
        "{\"quote\":\"%s\",\"card_id\":\"%s\"}"
            .formatted(quote.json().path("quote").asText(), card.json().path("id").asText());
    var ride = node.post("/v1/rides", rider, body, "Idempotency-Key", "k1", "traceparent", PARENT);
    assertThat(ride.status()).as(ride.body()).isEqualTo(202);
  }

  private static List<SpanData> spans(ServerNode node, InMemorySpanExporter exported) {
    node.bean(OpenTelemetrySdk.class).getSdkTracerProvider().forceFlush();
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(TRACE))
        .toList();
  }
}
