package souk.payments.dispute;

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
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.PspDispute.Status;

/** Disputes over HTTP, for operators only. */
class DisputeApiTest {
  private static DisputeDesk desk;

  private final HttpClient http = HttpClient.newHttpClient();

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
    assertThat(get("/v1/ops/disputes?status=NEEDS_RESPONSE", "OPS").body())
        .contains(dispute.toString());
    assertThat(post(path + "/evidence", "{\"statement\":\"He rode.\\nTwice.\"}").body())
        .contains("\"response\":\"DRAFTED\"", "\"draft\":1", "He rode.\\nTwice.");
    assertThat(get(path, "OPS").body()).contains("\"withdrawn\":{\"amount\":1200", "He rode.");
    assertThat(post(path + "/submit", "{\"draft\":2}").statusCode()).isEqualTo(409);
    assertThat(post(path + "/submit", "{\"draft\":1}").body())
        .contains("\"response\":\"ANSWERING\"");
    assertThat(post(path + "/accept", "{\"reason\":\"no\"}").statusCode()).isEqualTo(409);
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
    assertThat(post(path, body).statusCode()).as(body).isEqualTo(400);
  }

  @Test
  void isForOperatorsAndOfDisputesThatAreThere() throws Exception {
    var path = "/v1/ops/disputes/" + UUID.randomUUID();
    assertThat(get(path, "OPS").statusCode()).isEqualTo(404);
    assertThat(get(path, "CUSTOMER").statusCode()).isEqualTo(403);
    assertThat(get("/v1/ops/disputes?status=SAD", "OPS").statusCode()).isEqualTo(400);
    assertThat(post(path + "/evidence", "{\"statement\":\"\"}").statusCode()).isEqualTo(404);
    assertThat(post(path + "/submit", "{\"draft\":1}").statusCode()).isEqualTo(404);
    assertThat(post(path + "/accept", "{\"reason\":\"no\"}").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return http.send(request(path, role).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    var request =
        request(path, "OPS")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(desk.till.node.uri(path))
        .header("X-Person", UUID.randomUUID() + " " + role);
  }
}
