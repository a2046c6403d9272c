package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.Caller;
import souk.payments.psp.PspDispute.Status;

/** Disputes over HTTP, for operators only. */
class DisputeApiTest {
  private static DisputeDesk desk;

  @BeforeAll
  static void open() {
    desk = DisputeDesk.serve();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void isListedShownDraftedAndSubmitted() throws Exception {
    var dispute = desk.disputed(desk.till.paid(), Status.NEEDS_RESPONSE, 1200);
    var path = "/v1/ops/disputes/" + dispute;
    assertThat(as("OPS").get("/v1/ops/disputes?status=NEEDS_RESPONSE").body())
        .contains(dispute.toString());
    assertThat(as("OPS").post(path + "/evidence", "{\"statement\":\"He rode.\\nTwice.\"}").body())
        .contains("\"response\":\"DRAFTED\"", "\"draft\":1", "He rode.\\nTwice.");
    assertThat(as("OPS").get(path).body()).contains("\"withdrawn\":{\"amount\":1200", "He rode.");
    assertThat(as("OPS").post(path + "/submit", "{\"draft\":2}").statusCode()).isEqualTo(409);
    assertThat(as("OPS").post(path + "/submit", "{\"draft\":1}").body())
        .contains("\"response\":\"ANSWERING\"");
    assertThat(as("OPS").post(path + "/accept", "{\"reason\":\"no\"}").statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/evidence | {}",
        "/evidence | []",
        "/evidence | {\"statement\":\"a\\u0000b\"}",
        "/submit | {}",
        "/submit | {\"draft\":0}",
        "/submit | {\"draft\":\"one\"}",
        "/accept | {}",
        "/accept | {\"reason\":\"  \"}"
      })
  void whatIsMalformedIsRefused(String action, String body) throws Exception {
    var path = "/v1/ops/disputes/" + UUID.randomUUID() + action;
    assertThat(as("OPS").post(path, body).statusCode()).as(body).isEqualTo(400);
  }

  @Test
  void isForOperatorsAndOfDisputesThatAreThere() throws Exception {
    var path = "/v1/ops/disputes/" + UUID.randomUUID();
    assertThat(as("OPS").get(path).statusCode()).isEqualTo(404);
    assertThat(as("CUSTOMER").get(path).statusCode()).isEqualTo(403);
    assertThat(as("OPS").get("/v1/ops/disputes?status=SAD").statusCode()).isEqualTo(400);
    assertThat(as("OPS").post(path + "/evidence", "{\"statement\":\"\"}").statusCode())
        .isEqualTo(404);
    assertThat(as("OPS").post(path + "/submit", "{\"draft\":1}").statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(path + "/accept", "{\"reason\":\"no\"}").statusCode()).isEqualTo(404);
  }

  private static Caller as(String role) {
    return desk.till.node.as(UUID.randomUUID(), role);
  }
}
