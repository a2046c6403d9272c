package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refunds over HTTP: operators ask and decide, whoever paid sees what goes back. */
class RefundApiTest {
  private static final String FIVE =
      "{\"amount\":{\"amount\":500,\"currency\":\"EUR\"},\"reason\":\"rain\"}";

  private static RefundDesk desk;

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID operator = UUID.randomUUID();

  @BeforeAll
  static void open() {
    desk = RefundDesk.serve();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void oneKeyIsOneRefund() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var first = post(path, operator, "OPS", FIVE, "k1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(first.headers().firstValue("Location")).isPresent();
    assertThat(first.body()).contains("\"status\":\"REFUNDING\"", "\"reason\":\"rain\"");
    var again = post(path, operator, "OPS", FIVE, "k1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    var other = post(path, operator, "OPS", FIVE.replace("500", "501"), "k1");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(desk.setAside(paid)).isEqualTo(500);

    var shown = get(first.headers().firstValue("Location").orElseThrow(), operator, "OPS");
    assertThat(shown.body()).isEqualTo(first.body());
    assertThat(get(path, operator, "OPS").body()).contains(first.body());
    assertThat(get("/v1/ops/refunds?status=REFUNDING", operator, "OPS").body())
        .contains(first.body());
  }

  @Test
  void moreThanWasTakenIsRefusedAndTheRefusalIsTheAnswer() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var much = FIVE.replace("500", "500000");
    var first = post(path, operator, "OPS", much, "k3");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(422);
    assertThat(first.body()).contains("refund_exceeds_charge");
    var again = post(path, operator, "OPS", much, "k3");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void whoeverPaidSeesItAndNobodyElse() throws Exception {
    var paid = desk.paid();
    desk.refunded(paid, 500);
    var path = "/v1/payments/" + paid.chargeId() + "/refunds";
    assertThat(get(path, paid.payer(), "CUSTOMER").body())
        .contains("\"amount\":500", "\"status\":\"SUCCEEDED\"")
        .doesNotContain("rain", RefundDesk.ADA.id().toString());
    assertThat(get(path, UUID.randomUUID(), "CUSTOMER").statusCode()).isEqualTo(404);
    var unknown = path.replace(paid.chargeId().toString(), UUID.randomUUID().toString());
    assertThat(get(unknown, paid.payer(), "CUSTOMER").statusCode()).isEqualTo(404);
  }

  @Test
  void aPaymentShowsWhatWasReallyPaid() throws Exception {
    var paid = desk.paid();
    var path = "/v1/payments/" + paid.chargeId();
    desk.refunded(paid, 500);
    desk.node.sql(
        "UPDATE payments.charge SET disputed_minor = 300 WHERE id = '%s'"
            .formatted(paid.chargeId()));
    for (var shown : List.of(path, "/v1/payments")) {
      assertThat(get(shown, paid.payer(), "CUSTOMER").body())
          .contains("\"captured\":{\"amount\":1200,")
          .contains("\"refunded\":{\"amount\":500,")
          .contains("\"disputed\":{\"amount\":300,")
          .contains("\"paid\":{\"amount\":400,");
    }
    desk.node.sql(
        "UPDATE payments.refund SET status = 'FAILED', next_wake_at = NULL WHERE charge_id = '%s'"
            .formatted(paid.chargeId()));
    assertThat(get(path, paid.payer(), "CUSTOMER").body())
        .as("what failed has not gone back")
        .contains("\"paid\":{\"amount\":900,");
  }

  /** From card to payee and back, and nothing on its way any more. */
  @Test
  void theOrderExplainsEachCent() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/orders/ride/" + paid.order().id() + "/money";
    desk.refunded(paid, 500);
    desk.complete(paid);
    desk.request(paid, 200);
    assertThat(get(path, operator, "OPS").body())
        .contains("REFUND_ACCEPTED", "REFUND_EXECUTED", "CLAWBACK_DIVIDED", "refund:clearing")
        .contains("\"explained\":false");
    desk.settle();
    assertThat(get(path, operator, "OPS").body())
        .contains("\"explained\":true", "\"on_its_way\":[]");
  }

  /** Before anything happens: three decimals end with a 0 at the provider. */
  @Test
  void anAmountThatTheProviderCannotWriteIsRefused() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var fils = post(path, operator, "OPS", FIVE.replace("500", "1234").replace("EUR", "KWD"), "k8");
    assertThat(fils.statusCode()).isEqualTo(422);
    assertThat(fils.body()).contains("amount_not_chargeable", "0.010 KWD");
    for (var currency : List.of("IQD", "SYP", "DEM")) {
      var other = post(path, operator, "OPS", FIVE.replace("EUR", currency), "k9-" + currency);
      assertThat(other.statusCode()).as(currency).isEqualTo(422);
      assertThat(other.body()).contains("currency_unsupported");
    }
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void isForOperators() throws Exception {
    var path = "/v1/ops/charges/" + UUID.randomUUID() + "/refunds";
    assertThat(post(path, operator, "CUSTOMER", FIVE, "k2").statusCode()).isEqualTo(403);
    assertThat(post(path, operator, "OPS", FIVE, "k2").statusCode()).isEqualTo(404);
    var none = "/v1/ops/refunds/" + UUID.randomUUID();
    assertThat(get(none, operator, "OPS").statusCode()).isEqualTo(404);
    assertThat(post(none + "/approve", operator, "OPS", "", "").statusCode()).isEqualTo(404);
    assertThat(post(none + "/reject", operator, "OPS", "{\"reason\":\"no\"}", "").statusCode())
        .isEqualTo(404);
    assertThat(post(none + "/reject", operator, "OPS", "{}", "").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"amount\":{\"amount\":0,\"currency\":\"EUR\"},\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":-5,\"currency\":\"EUR\"},\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":5,\"currency\":\"XXXX\"},\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":5.5,\"currency\":\"EUR\"},\"reason\":\"rain\"}",
        "{\"amount\":{\"currency\":\"EUR\"},\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":5,\"currency\":null},\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":5},\"reason\":\"rain\"}",
        "{\"amount\":null,\"reason\":\"rain\"}",
        "{\"amount\":{\"amount\":5,\"currency\":\"EUR\"},\"reason\":\" \"}",
        "{\"amount\":{\"amount\":5,\"currency\":\"EUR\"}}",
        "{\"amount\":{\"amount\":5,\"currency\":\"EUR\"},\"reason\":\"a\\u0000b\"}"
      })
  void whatIsNoRefundIsRefused(String body) throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var answer = post(path, operator, "OPS", body, UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void aKeyIsNeeded() throws Exception {
    var path = "/v1/ops/charges/" + UUID.randomUUID() + "/refunds";
    assertThat(post(path, operator, "OPS", FIVE, "").body()).contains("idempotency_key_missing");
  }

  private HttpResponse<String> get(String path, UUID person, String role) throws Exception {
    return http.send(request(path, person, role).build(), BodyHandlers.ofString());
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
