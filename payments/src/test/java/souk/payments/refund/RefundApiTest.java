package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.Caller;

/** Refunds over HTTP: operators ask and decide, whoever paid sees what goes back. */
class RefundApiTest {
  private static final String FIVE =
      "{\"amount\":{\"amount\":500,\"currency\":\"EUR\"},\"reason\":\"rain\"}";

  private static RefundDesk desk;

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
    var first = as("OPS").post(path, FIVE, "k1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(first.headers().firstValue("Location")).isPresent();
    assertThat(first.body()).contains("\"status\":\"REFUNDING\"", "\"reason\":\"rain\"");
    var again = as("OPS").post(path, FIVE, "k1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    var other = as("OPS").post(path, FIVE.replace("500", "501"), "k1");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(desk.setAside(paid)).isEqualTo(500);

    var shown = as("OPS").get(first.headers().firstValue("Location").orElseThrow());
    assertThat(shown.body()).isEqualTo(first.body());
    assertThat(as("OPS").get(path).body()).contains(first.body());
    assertThat(as("OPS").get("/v1/ops/refunds?status=REFUNDING").body()).contains(first.body());
  }

  @Test
  void moreThanWasTakenIsRefusedAndTheRefusalIsTheAnswer() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var much = FIVE.replace("500", "500000");
    var first = as("OPS").post(path, much, "k3");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(422);
    assertThat(first.body()).contains("refund_exceeds_charge");
    var again = as("OPS").post(path, much, "k3");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void whoeverPaidSeesItAndNobodyElse() throws Exception {
    var paid = desk.paid();
    desk.refunded(paid, 500);
    var path = "/v1/payments/" + paid.chargeId() + "/refunds";
    assertThat(payer(paid.payer()).get(path).body())
        .contains("\"amount\":500", "\"status\":\"SUCCEEDED\"")
        .doesNotContain("rain", RefundDesk.ADA.id().toString());
    assertThat(payer(UUID.randomUUID()).get(path).statusCode()).isEqualTo(404);
    var unknown = path.replace(paid.chargeId().toString(), UUID.randomUUID().toString());
    assertThat(payer(paid.payer()).get(unknown).statusCode()).isEqualTo(404);
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
      assertThat(payer(paid.payer()).get(shown).body())
          .contains("\"captured\":{\"amount\":1200,")
          .contains("\"refunded\":{\"amount\":500,")
          .contains("\"disputed\":{\"amount\":300,")
          .contains("\"paid\":{\"amount\":400,");
    }
    desk.node.sql(
        "UPDATE payments.refund SET status = 'FAILED', next_wake_at = NULL WHERE charge_id = '%s'"
            .formatted(paid.chargeId()));
    assertThat(payer(paid.payer()).get(path).body())
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
    assertThat(as("OPS").get(path).body())
        .contains("REFUND_ACCEPTED", "REFUND_EXECUTED", "CLAWBACK_DIVIDED", "refund:clearing")
        .contains("\"explained\":false");
    desk.settle();
    assertThat(as("OPS").get(path).body()).contains("\"explained\":true", "\"on_its_way\":[]");
  }

  /** Before anything happens: three decimals end with a 0 at the provider. */
  @Test
  void anAmountThatTheProviderCannotWriteIsRefused() throws Exception {
    var paid = desk.paid();
    var path = "/v1/ops/charges/" + paid.chargeId() + "/refunds";
    var fils = as("OPS").post(path, FIVE.replace("500", "1234").replace("EUR", "KWD"), "k8");
    assertThat(fils.statusCode()).isEqualTo(422);
    assertThat(fils.body()).contains("amount_not_chargeable", "0.010 KWD");
    for (var currency : List.of("IQD", "SYP", "DEM")) {
      var other = as("OPS").post(path, FIVE.replace("EUR", currency), "k9-" + currency);
      assertThat(other.statusCode()).as(currency).isEqualTo(422);
      assertThat(other.body()).contains("currency_unsupported");
    }
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void isForOperators() throws Exception {
    var path = "/v1/ops/charges/" + UUID.randomUUID() + "/refunds";
    assertThat(as("CUSTOMER").post(path, FIVE, "k2").statusCode()).isEqualTo(403);
    assertThat(as("OPS").post(path, FIVE, "k2").statusCode()).isEqualTo(404);
    var none = "/v1/ops/refunds/" + UUID.randomUUID();
    assertThat(as("OPS").get(none).statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/approve", "").statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/reject", "{\"reason\":\"no\"}").statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/reject", "{}").statusCode()).isEqualTo(400);
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
    var answer = as("OPS").post(path, body, UUID.randomUUID().toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(desk.setAside(paid)).isZero();
  }

  @Test
  void aKeyIsNeeded() throws Exception {
    var path = "/v1/ops/charges/" + UUID.randomUUID() + "/refunds";
    assertThat(as("OPS").post(path, FIVE).body()).contains("idempotency_key_missing");
  }

  private Caller as(String role) {
    return desk.node.as(operator, role);
  }

  private static Caller payer(UUID person) {
    return desk.node.as(person, "CUSTOMER");
  }
}
