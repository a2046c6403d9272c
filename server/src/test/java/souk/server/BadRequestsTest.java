package souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, the answer is a problem that says what is wrong, and never how we are built.
 */
class BadRequestsTest {
  private static final String QUOTES = "/v1/rides/quotes";

  private static ServerNode node;
  private static String rider;
  private static String operator;

  @BeforeAll
  static void start() {
    node = ServerNode.quiet();
    rider = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    operator = TestPhones.token(UUID.randomUUID(), "OPS");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertProblem(node.get("/v1/nothing", rider), 404, "not_found");
    assertProblem(node.get("/nothing", null), 404, "not_found");
    assertProblem(node.get("/v1/rides/" + UUID.randomUUID(), rider), 404, "not_found");
  }

  @Test
  void aMethodThatIsNotThereIsRefused() {
    var answer = node.send(node.request("/v1/me", rider).DELETE());
    assertProblem(answer, 405, "method_not_allowed");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    var request =
        node.request(QUOTES, rider)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("hello"));
    assertProblem(node.send(request), 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{}",
        "{\"pickup\":1,\"dropoff\":2,\"product\":3}",
        "{\"pickup\":{\"lat\":\"x\",\"lon\":7.42},\"dropoff\":{\"lat\":43.73,\"lon\":7.42},\"product\":\"standard\"}",
        "{\"pickup\":{\"lat\":143.74,\"lon\":7.42},\"dropoff\":{\"lat\":43.73,\"lon\":7.42},\"product\":\"standard\"}",
        "{\"pickup\":{\"lon\":7.42},\"dropoff\":{\"lat\":43.73,\"lon\":7.42},\"product\":\"standard\"}",
        "{\"pickup\":{\"lat\":43.74,\"lon\":7.42},\"dropoff\":null,\"product\":\"standard\"}",
        "{\"pickup\":{\"lat\":43.74,\"lon\":7.42},\"dropoff\":{\"lat\":43.73,\"lon\":7.42},\"product\":[]}"
      })
  void aMalformedBodyIsABadRequest(String body) {
    assertProblem(node.post(QUOTES, rider, body), 400, null);
  }

  @Test
  void theAnswerSaysWhichFieldIsWrongAndWhy() {
    var place = "{\"lat\":143.74,\"lon\":7.42}";
    var answer =
        node.post(QUOTES, rider, "{\"pickup\":%s,\"product\":\"standard\"}".formatted(place));
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("pickup: lat must be a number from -90 to 90, not 143.74");

    var body = "{\"quote\":\"q\",\"card_id\":\"not-an-id\"}";
    var ride = node.post("/v1/rides", rider, body, "Idempotency-Key", "k1");
    assertThat(ride.json().path("detail").asText())
        .isEqualTo("card_id: is not of the expected shape");
  }

  @Test
  void aBookingWithoutItsKeyIsABadRequest() {
    var body = "{\"quote\":\"q\",\"card_id\":\"%s\"}".formatted(UUID.randomUUID());
    assertProblem(node.post("/v1/rides", rider, body), 400, "idempotency_key_missing");
  }

  @Test
  void anIdOfTheWrongShapeIsABadRequest() {
    assertProblem(node.get("/v1/rides/not-an-id", rider), 400, null);
    var body = "{\"quote\":\"q\",\"card_id\":\"not-an-id\"}";
    assertProblem(node.post("/v1/rides", rider, body, "Idempotency-Key", "k1"), 400, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/rides?cursor=nonsense",
        "/v1/rides?limit=0",
        "/v1/rides?limit=101",
        "/v1/rides?limit=many"
      })
  void aBadPageIsABadRequest(String path) {
    assertProblem(node.get(path, rider), 400, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/ops/rides?status=LOST",
        "/v1/ops/rides?settled=perhaps",
        "/v1/ops/rides?cursor=x",
        "/v1/ops/drivers?status=LOST"
      })
  void aBadFilterIsABadRequest(String path) {
    assertProblem(node.get(path, operator), 400, null);
  }

  /** PostgreSQL keeps no NUL in any text, wherever in a request it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/ops/risk/rules/a%00b/1/report",
        "/v1/ops/orders/a%00b/018f0000-0000-7000-8000-000000000001/risk",
        "/v1/ops/orders/a%00b/018f0000-0000-7000-8000-000000000001/money",
        "/v1/ops/webhooks?type=a%00b",
        "/v1/ops/webhooks?object_id=a%00b",
        "/v1/ops/charges?reference=a%00b",
        "/v1/ops/actions?action=a%00b",
      })
  void aQuestionWithANulIsABadRequest(String path) {
    assertProblem(node.get(path, operator), 400, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/ops/risk/rules/a%00b/1/enforce {\"reason\":\"why\"}",
        "/v1/ops/risk/rules/a%00b/1/retire {\"reason\":\"why\"}",
        "/v1/ops/risk/rules/velocity/1/retire {\"reason\":\"a\\u0000b\"}",
        "/v1/ops/rates {\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":1,\"source\":\"a\\u0000b\",\"as_of\":\"2026-11-23T08:00:00Z\"}",
        "/v1/ops/disputes/018f0000-0000-7000-8000-000000000001/evidence {\"statement\":\"a\\u0000b\"}",
      })
  void anOrderWithANulIsABadRequest(String pathAndBody) {
    var blank = pathAndBody.indexOf(' ');
    var path = pathAndBody.substring(0, blank);
    assertProblem(node.post(path, operator, pathAndBody.substring(blank + 1)), 400, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/cards {\"psp_token\":\"a\\u0000b\"}",
        "/v1/sessions {\"email\":\"a\\u0000b@example.com\",\"password\":\"p\"}",
        "/v1/sessions/refresh {\"refresh_token\":\"a\\u0000b\"}",
        "/v1/accounts/verify-email {\"token\":\"a\\u0000b\"}",
        "/v1/rides/quotes {\"pickup\":{\"lat\":43.74,\"lon\":7.42},\"dropoff\":{\"lat\":43.73,\"lon\":7.42},\"product\":\"a\\u0000b\"}",
      })
  void aPersonsNulIsRefused(String pathAndBody) {
    var blank = pathAndBody.indexOf(' ');
    var path = pathAndBody.substring(0, blank);
    var answer = node.post(path, rider, pathAndBody.substring(blank + 1));
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    assertProblem(answer, answer.status(), null);
  }

  @Test
  void operationsSeeRidesAndNobodyElseDoes() {
    assertThat(node.get("/v1/ops/rides?settled=false&status=MATCHING", operator).status())
        .isEqualTo(200);
    assertProblem(node.get("/v1/ops/rides", rider), 403, "forbidden");
    assertProblem(node.get("/v1/ops/rides", null), 401, "unauthenticated");
  }

  @Test
  void aHugeBodyIsRefused() {
    var answer = node.post(QUOTES, rider, "{\"product\":\"" + "x".repeat(2 << 20) + "\"}");
    assertProblem(answer, 413, "too_large");
  }

  @Test
  void deepNestingIsABadRequest() {
    assertProblem(node.post(QUOTES, rider, "[".repeat(100_000)), 400, null);
  }

  private static void assertProblem(ServerNode.Answer answer, int status, @Nullable String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("type").asText()).startsWith("https://souk.dev/problems/");
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.body())
        .doesNotContain("Exception", "java.", "souk.booking", "micronaut", "jackson", "\\tat ");
    if (code != null) assertThat(answer.json().path("code").asText()).isEqualTo(code);
  }
}
