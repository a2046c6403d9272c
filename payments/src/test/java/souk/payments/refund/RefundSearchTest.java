package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations find charges, refunds, disputes and payouts by what they know of them. */
class RefundSearchTest {
  private static final String REFUNDS = "/v1/ops/refunds?";
  private static RefundDesk desk;

  @BeforeAll
  static void open() {
    desk = RefundDesk.serve();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void aRefundIsFoundByOrderPayerProvidersIdAndTime() throws Exception {
    var paid = desk.paid();
    var refund = desk.refunded(paid, 500).toString();
    var other = desk.refunded(desk.paid(), 500).toString();
    var row = "FROM payments.refund WHERE id = '%s'".formatted(refund);
    for (var query :
        new String[] {
          "order_id=" + paid.order().id(),
          "payer_id=" + paid.payer(),
          "reference=" + desk.node.text("SELECT psp_reference " + row),
          "reference=" + desk.node.text("SELECT payment " + row),
          "until=" + time("created_at + interval '1 us'", row) + "&from=" + time("created_at", row)
        }) {
      assertThat(get(REFUNDS + query).body()).as(query).contains(refund).doesNotContain(other);
    }
    var none = REFUNDS + "from=" + time("created_at + interval '1 day'", row);
    assertThat(get(none).body()).contains("\"items\":[]");
  }

  private static String time(String at, String row) {
    return desk.node.text(
        "SELECT to_char((%s) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') %s"
            .formatted(at, row));
  }

  /** The cursor goes on within what was looked for. */
  @Test
  void aCursorKeepsToTheSearch() throws Exception {
    var paid = desk.paid();
    for (var n = 0; n < 3; n++) desk.request(paid, 100);
    var query = REFUNDS + "limit=2&order_id=" + paid.order().id();
    var first = get(query).body();
    assertThat(first.split("\"refund_id\"", -1)).hasSize(3);
    var cursor = first.replaceAll("(?s).*\"next_cursor\":\"([^\"]+)\".*", "$1");
    var rest = get(query + "&cursor=" + cursor).body();
    assertThat(rest.split("\"refund_id\"", -1)).hasSize(2);
    assertThat(rest).doesNotContain("\"next_cursor\":\"");
    desk.settle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"charges", "refunds", "disputes", "payouts"})
  void whatIsNoFilterIsRefused(String list) throws Exception {
    var payee = list.equals("payouts");
    for (var query :
        new String[] {
          payee ? "payee=me" : "order_id=mine",
          payee ? "batch=me" : "payer_id=7",
          "reference=a%00b",
          "from=yesterday",
          "from=2026-02-02T00:00:00Z&until=2026-02-02T00:00:00Z",
          "from=-1000000000-01-01T00:00:00Z",
          "until=%2B999999999-01-01T00:00:00Z",
          "cursor=x"
        }) {
      var answer = get("/v1/ops/" + list + "?" + query);
      assertThat(answer.statusCode()).as(query + " " + answer.body()).isEqualTo(400);
    }
    assertThat(get("/v1/ops/" + list + "?from=2026-02-02T00:00:00Z").statusCode()).isEqualTo(200);
    assertThat(get("/v1/ops/" + list + "?reference=x_1").body()).contains("\"items\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refunds", "payouts"})
  void aResolutionNamesOutcomeAndReasonAndIsForOperators(String what) throws Exception {
    var path = "/v1/ops/" + what + "/" + UUID.randomUUID() + "/resolution";
    var good = "{\"outcome\":\"EXECUTED\",\"reason\":\"seen there\"}";
    assertThat(post(path, "OPS", good).statusCode()).isEqualTo(404);
    assertThat(post(path, "CUSTOMER", good).statusCode()).isEqualTo(403);
    for (var bad :
        new String[] {
          "",
          "{}",
          "[]",
          good.replace("EXECUTED", "PERHAPS"),
          good.replace("seen there", " "),
          good.replace("seen there", "a\\u0000b")
        }) {
      assertThat(post(path, "OPS", bad).statusCode()).as(bad).isEqualTo(400);
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return desk.node.as(UUID.randomUUID(), "OPS").get(path);
  }

  private static HttpResponse<String> post(String path, String role, String body) throws Exception {
    return desk.node.as(UUID.randomUUID(), role).post(path, body);
  }
}
