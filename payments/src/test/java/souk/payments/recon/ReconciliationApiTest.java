package souk.payments.recon;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settlements and differences over HTTP, for operators only. */
class ReconciliationApiTest {
  private static final String CASES = "/v1/ops/reconciliation/cases";
  private static final String CORRECT = "{\"action\":\"CORRECT\",\"reason\":\"by hand\"}";
  private static CaseDesk desk;

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID operator = UUID.randomUUID();
  private final String reference = "pi_" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    desk = CaseDesk.serve();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private String planted(long minor) {
    desk.theirs(reference, "PAYMENT", minor);
    return CASES + "/" + requireNonNull(desk.open(reference));
  }

  @Test
  void aCaseShowsBothSides() throws Exception {
    var path = planted(700);
    assertThat(get(path, "OPS").body())
        .contains("\"verdict\":\"MISSING_HERE\"", "\"statement\":[{\"id\":\"txn_", reference);
    assertThat(get(CASES + "?status=OPEN&reference=" + reference, "OPS").body())
        .contains("\"difference\":{\"amount\":700,\"currency\":\"EUR\"}");
    assertThat(get(CASES + "?status=RESOLVED&reference=" + reference, "OPS").body())
        .contains("\"items\":[]");
  }

  @Test
  void oneKeyIsOneCorrection() throws Exception {
    var path = planted(700) + "/resolution";
    var before = desk.balance("recon:suspense:EUR");
    var first = post(path, operator, "OPS", CORRECT, "k1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    var again = post(path, operator, "OPS", CORRECT, "k1");
    assertThat(again.body()).isEqualTo(first.body()).contains("\"status\":\"RESOLVED\"");
    assertThat(desk.balance("recon:suspense:EUR")).isEqualTo(before - 700);
    assertThat(post(path, operator, "OPS", CORRECT, "k2").statusCode()).isEqualTo(409);
  }

  @Test
  void anotherOperatorApproves() throws Exception {
    var path = planted(20_000);
    assertThat(post(path + "/resolution", operator, "OPS", CORRECT, "k3").body())
        .contains("\"status\":\"AWAITING_APPROVAL\"");
    assertThat(post(path + "/approve", operator, "OPS", "", "").statusCode()).isEqualTo(403);
    var rejected = post(path + "/reject", UUID.randomUUID(), "OPS", "{\"reason\":\"no\"}", "");
    assertThat(rejected.body()).contains("\"status\":\"OPEN\"");
    post(path + "/resolution", operator, "OPS", CORRECT, "k4");
    assertThat(post(path + "/approve", UUID.randomUUID(), "OPS", "", "").body())
        .contains("\"status\":\"RESOLVED\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"action\":\"CORRECT\"}",
        "{\"action\":\"CORRECT\",\"reason\":\" \"}",
        "{\"action\":\"DELETE\",\"reason\":\"x\"}",
        "{\"action\":\"CORRECT\",\"reason\":\"x\",\"journal\":\"charge 1\"}",
        "{\"action\":\"REVERSE\",\"reason\":\"x\"}",
        "{\"action\":\"REVERSE\",\"reason\":\"x\",\"journal\":\"\"}",
        "{\"action\":\"EXPLAIN\",\"reason\":\"a\\u0000b\"}"
      })
  void whatIsNoResolutionIsRefused(String body) throws Exception {
    var path = planted(700);
    var key = UUID.randomUUID().toString();
    var answer = post(path + "/resolution", operator, "OPS", body, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(get(path, "OPS").body()).contains("\"status\":\"OPEN\"");
  }

  @Test
  void isForOperators() throws Exception {
    var none = CASES + "/" + UUID.randomUUID();
    for (var path : new String[] {CASES, none, "/v1/ops/settlements"}) {
      assertThat(get(path, "CUSTOMER").statusCode()).isEqualTo(403);
    }
    assertThat(get(none, "OPS").statusCode()).isEqualTo(404);
    assertThat(post(none + "/resolution", operator, "OPS", CORRECT, "k5").statusCode())
        .isEqualTo(404);
    assertThat(post(none + "/approve", operator, "OPS", "", "").statusCode()).isEqualTo(404);
    assertThat(post(none + "/resolution", operator, "OPS", CORRECT, "").body())
        .contains("idempotency_key_missing");
    assertThat(get("/v1/ops/settlements/" + UUID.randomUUID(), "OPS").statusCode()).isEqualTo(404);
  }

  @Test
  void settlementsAreListedAndShown() throws Exception {
    var id = desk.node.text("SELECT id FROM payments.settlement_run LIMIT 1");
    desk.theirs(reference, "PAYMENT", 700);
    assertThat(get("/v1/ops/settlements?status=MATCHING&limit=1", "OPS").body()).contains(id);
    assertThat(get("/v1/ops/settlements?status=SETTLED", "OPS").body()).contains("\"items\":[]");
    assertThat(get("/v1/ops/settlements/" + id, "OPS").body())
        .contains("\"kind\":\"PAYMENT\"", "\"status\":\"MATCHING\"", "\"compared\":[");
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return http.send(request(path, operator, role).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, UUID person, String role, String body, String key)
      throws Exception {
    var request = request(path, person, role).POST(BodyPublishers.ofString(body));
    request.header("Content-Type", "application/json");
    if (!key.isEmpty()) request.header("Idempotency-Key", key);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, UUID person, String role) {
    return HttpRequest.newBuilder(desk.node.uri(path)).header("X-Person", person + " " + role);
  }
}
