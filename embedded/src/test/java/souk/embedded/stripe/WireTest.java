package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.embedded.stripe.fault.Latency;

/** What goes over the wire where no well-behaved client would send it. */
class WireTest {
  private static final String CARD = "amount=900&currency=eur&capture_method=manual";

  private final HttpClient http = HttpClient.newHttpClient();
  private StripeTwin twin;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
  }

  @AfterEach
  void stop() throws IOException {
    http.shutdownNow();
    twin.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(twin.baseUrl() + path));
  }

  private static HttpRequest.Builder withKey(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer sk_test_x");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        withKey(request(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  @ParameterizedTest
  @CsvSource({
    "amount=900,                                                     parameter_missing,         currency",
    "currency=eur,                                                   parameter_missing,         amount",
    "amount=nine&currency=eur,                                       parameter_invalid_integer, amount",
    "amount=9.5&currency=eur,                                        parameter_invalid_integer, amount",
    "amount=-5&currency=eur,                                         parameter_invalid_integer, amount",
    "amount=49&currency=eur,                                         amount_too_small,          amount",
    "amount=100000000&currency=eur,                                  amount_too_large,          amount",
    "amount=900&currency=xyz,                                        ,                          currency",
    "amount=900&currency=eur&colour=red,                             parameter_unknown,         colour",
    "amount=900&currency=eur&capture_method=later,                   ,                          capture_method",
    "amount=900&currency=eur&confirm=perhaps,                        ,                          confirm",
    "amount=900&currency=eur&customer=cus_nobody,                    resource_missing,          customer",
    "amount=900&currency=eur&payment_method=pm_none,                 resource_missing,          payment_method",
    "amount=900&currency=eur&off_session=true,                       ,                          off_session",
    "amount=900&currency=eur&expand[]=the_moon,                      ,                          expand",
    "amount=900&currency=eur&metadata=plain,                         ,                          metadata",
    "amount=900&currency=eur&confirm=true, payment_intent_unexpected_state,                     payment_method"
  })
  void refusesBadParametersByName(String body, String code, String param) throws Exception {
    var response = post("/v1/payment_intents", body);

    assertThat(response.statusCode()).isEqualTo(400);
    var error = json(response).get("error");
    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asText(null)).isEqualTo(code);
    assertThat(error.path("param").asText(null)).isEqualTo(param);
    assertThat(response.headers().firstValue("Request-Id").orElseThrow()).startsWith("req_");
    assertThat(twin.intents()).isEmpty();
  }

  @Test
  void readsNestedNames() throws Exception {
    var body =
        CARD
            + "&metadata[order]=ride-7&metadata%5Bnote%5D=caf%C3%A9+%26+tea&expand[0]=latest_charge";

    var intent = json(post("/v1/payment_intents", body));

    assertThat(intent.get("metadata").get("order").asText()).isEqualTo("ride-7");
    assertThat(intent.get("metadata").get("note").asText()).isEqualTo("café & tea");
    assertThat(intent.get("latest_charge").isNull()).isTrue();
  }

  @Test
  void asksForAKey() throws Exception {
    assertThat(send(request("/v1/payment_intents")).statusCode()).isEqualTo(401);
    var live = request("/v1/payment_intents").header("Authorization", "Bearer sk_live_secret");
    var refused = send(live);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).doesNotContain("sk_live_secret");
    var basic = request("/v1/payment_intents").header("Authorization", "Basic c2tfdGVzdF94Og==");
    assertThat(send(basic).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/unicorns,                 ",
    "/v1/payment_intents/,         ",
    "/,                            ",
    "/v1/payment_intents/pi_none,  resource_missing",
    "/v1/refunds/re_none,          resource_missing",
    "/v1/charges/ch_none,          resource_missing",
    "/v1/events/evt_none,          resource_missing",
    "/v1/customers/cus_none,       resource_missing",
    "/v1/payment_methods/pm_none,  resource_missing"
  })
  void doesNotFindWhatIsNotThere(String path, String code) throws Exception {
    var response = send(withKey(request(path)));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("error").path("code").asText(null)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "amount_to_capture=0,      parameter_invalid_integer",
    "amount_to_capture=901,    amount_too_large",
    "final_capture=false,      "
  })
  void refusesOddCaptures(String body, String code) throws Exception {
    var authorization = CARD + "&confirm=true&payment_method=pm_card_visa";
    var id = json(post("/v1/payment_intents", authorization)).get("id").asText();

    var response = post("/v1/payment_intents/" + id + "/capture", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("error").path("code").asText(null)).isEqualTo(code);
    assertThat(twin.intents().getFirst().status()).isEqualTo("requires_capture");
  }

  @Test
  void refusesAReasonThatIsNone() throws Exception {
    var id = json(post("/v1/payment_intents", CARD)).get("id").asText();

    var response = post("/v1/payment_intents/" + id + "/cancel", "cancellation_reason=whim");

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void ignoresAnIdempotencyKeyThatIsTooLongToBeOne() throws Exception {
    var request =
        withKey(request("/v1/payment_intents"))
            .header("Idempotency-Key", "k".repeat(256))
            .POST(BodyPublishers.ofString(CARD));

    assertThat(send(request).statusCode()).isEqualTo(400);
    assertThat(twin.intents()).isEmpty();
  }

  @Test
  void servesHundredsAtOnceThoughEachTakesItsTime() {
    twin.latency(Latency.fixed(Duration.ofMinutes(1)));
    var create =
        withKey(request("/v1/payment_intents")).POST(BodyPublishers.ofString(CARD)).build();

    var all =
        IntStream.range(0, 300).mapToObj(_ -> http.sendAsync(create, BodyHandlers.ofString()));
    var answers = all.toList();

    // were each to hold one of the server's threads, a few dozen would be all
    await().until(() -> twin.intentCount() == 300);
    assertThat(answers).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void letsItselfBeAskedAndTold() throws Exception {
    var body = CARD + "&metadata[charge_id]=c1";
    var id = json(post("/v1/payment_intents", body)).get("id").asText();
    post("/v1/payment_intents/" + id + "/cancel", "");

    var intents = json(send(request("/_twin/payment_intents?charge_id=c1")));
    var intent = intents.get("payment_intents").get(0);
    assertThat(intent.get("status").asText()).isEqualTo("canceled");
    assertThat(intent.get("charge_id").asText()).isEqualTo("c1");
    assertThat(intent.get("changes").findValuesAsText("to"))
        .containsExactly("requires_payment_method", "canceled");
    assertThat(intent.get("changes").get(1).get("operation").asText())
        .isEqualTo("payment_intents.cancel");
    assertThat(json(send(request("/_twin/violations"))).get("violations")).isEmpty();
    assertThat(json(send(request("/_twin/health"))).get("intents").asInt()).isEqualTo(1);
    assertThat(send(request("/_twin/moods")).statusCode()).isEqualTo(404);
  }

  @Test
  void takesFaultsAndLatencyWhileItRuns() throws Exception {
    var rule = "payment_intents.create/rate_limit=1.0x1@5000";
    assertThat(post("/_twin/faults", rule).body()).contains(rule);
    assertThat(post("/v1/payment_intents", CARD).statusCode()).isEqualTo(429);
    assertThat(post("/v1/payment_intents", CARD).statusCode()).isEqualTo(200);
    assertThat(post("/_twin/faults", "mood=0.5").statusCode()).isEqualTo(400);
    assertThat(post("/_twin/faults", "lose_answer=2").statusCode()).isEqualTo(400);
    assertThat(post("/_twin/latency", "{\"median_ms\":1,\"p99_ms\":2}").statusCode())
        .isEqualTo(200);
    assertThat(post("/_twin/latency", "{\"p99_ms\":2}").statusCode()).isEqualTo(400);
    assertThat(post("/_twin/latency", "soon").statusCode()).isEqualTo(400);

    assertThat(post("/_twin/pace", "payout=20").body()).contains("payout=20");
    assertThat(post("/_twin/pace", "mood=20").statusCode()).isEqualTo(400);
    var limits = "{\"per_second\":100,\"per_endpoint\":25}";
    assertThat(post("/_twin/rate_limits", limits).body()).contains("\"per_endpoint\":25");
    assertThat(post("/_twin/payouts/po_1/fail", "").statusCode()).isEqualTo(409);
    assertThat(post("/_twin/charges/ch_1/dispute", "").statusCode()).isEqualTo(409);
    assertThat(post("/_twin/disputes/du_1/decide", "{}").statusCode()).isEqualTo(400);
    assertThat(post("/_twin/reset", "").statusCode()).isEqualTo(200);
    assertThat(twin.intents()).isEmpty();
    assertThat(twin.faults()).isEmpty();
  }

  @Test
  void pagesThroughItsIntents() throws Exception {
    for (int i = 0; i < 3; i++) post("/v1/payment_intents", CARD);

    var first = json(send(request("/_twin/payment_intents?limit=2")));
    var last = first.get("payment_intents").get(1).get("id").asText();
    var rest = json(send(request("/_twin/payment_intents?limit=2&after=" + last)));

    assertThat(first.get("has_more").asBoolean()).isTrue();
    assertThat(rest.get("payment_intents")).hasSize(1);
    assertThat(rest.get("has_more").asBoolean()).isFalse();
  }
}
