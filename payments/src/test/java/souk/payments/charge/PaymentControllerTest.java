package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.Caller;
import souk.payments.psp.PaymentOption;

/** Payers see what is theirs, operations find what they look for. */
class PaymentControllerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.serve(Map.of());
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @Test
  void aPayerSeesHisPaymentsAndNobodyElses() throws Exception {
    var request = till.request(GOOD_CARD);
    till.charges.authorize(request);
    till.charges.capture(request.chargeId(), TEN);
    var path = "/v1/payments/" + request.chargeId();

    var payment = get(path, as(request.payer(), "CUSTOMER"), 200);
    assertThat(payment.path("status").asText()).isEqualTo("CAPTURED");
    assertThat(payment.path("captured").path("amount").asLong()).isEqualTo(TEN.minor());
    assertThat(payment.path("order").path("id").asText())
        .isEqualTo(request.order().id().toString());
    assertThat(payment.path("card").path("last4").asText()).isEqualTo("4242");
    assertThat(get("/v1/payments", as(request.payer(), "CUSTOMER"), 200).path("items").path(0))
        .isEqualTo(payment);

    get(path, as(UUID.randomUUID(), "CUSTOMER"), 404);
    assertThat(get("/v1/payments", as(UUID.randomUUID(), "CUSTOMER"), 200).path("items")).isEmpty();
    get(path, as(request.payer(), "DRIVER"), 403);
  }

  @Test
  void aPayerIsToldWhatToDo() throws Exception {
    var request = till.request("pm_card_threeDSecure2Required").with(PaymentOption.PAYER_PRESENT);
    till.charges.authorize(request);
    var path = "/v1/payments/" + request.chargeId();
    var action = get(path, as(request.payer(), "CUSTOMER"), 200).path("action");
    assertThat(action.path("type").asText()).isEqualTo("use_stripe_sdk");
    assertThat(action.path("client_secret").asText()).startsWith("pi_");

    var seen = get("/v1/ops/charges/" + request.chargeId(), as(UUID.randomUUID(), "OPS"), 200);
    assertThat(seen.toString()).doesNotContain(action.path("client_secret").asText());
  }

  @Test
  void operationsFindAChargeByWhatTheyKnow() throws Exception {
    var ops = as(UUID.randomUUID(), "OPS");
    var request = till.request(GOOD_CARD);
    till.charges(OtherPsp.losingAnswers()).authorize(request);
    var order = "order_id=" + request.order().id();
    for (var query :
        new String[] {"status=UNKNOWN&" + order, order, "payer_id=" + request.payer()}) {
      var items = get("/v1/ops/charges?" + query, ops, 200).path("items");
      assertThat(items).hasSize(1);
      assertThat(items.path(0).path("id").asText()).isEqualTo(request.chargeId().toString());
    }
    assertThat(get("/v1/ops/charges?status=PENDING&" + order, ops, 200).path("items")).isEmpty();
    get("/v1/ops/charges?status=LOST", ops, 400);
    get("/v1/ops/charges", as(request.payer(), "CUSTOMER"), 403);
    get("/v1/ops/charges/" + UUID.randomUUID(), ops, 404);
  }

  private static JsonNode get(String path, Caller caller, int status) throws Exception {
    var answer = caller.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static Caller as(UUID person, String role) {
    return till.node.as(person, role);
  }
}
