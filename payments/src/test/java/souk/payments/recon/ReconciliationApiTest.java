package souk.payments.recon;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.Caller;

/** Settlements and differences over HTTP, for operators only. */
class ReconciliationApiTest {
  private static final String CASES = "/v1/ops/reconciliation/cases";
  private static final String CORRECT = "{\"action\":\"CORRECT\",\"reason\":\"by hand\"}";
  private static CaseDesk desk;

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
    assertThat(as("OPS").get(path).body())
        .contains("\"verdict\":\"MISSING_HERE\"", "\"statement\":[{\"id\":\"txn_", reference);
    assertThat(as("OPS").get(CASES + "?status=OPEN&reference=" + reference).body())
        .contains("\"difference\":{\"amount\":700,\"currency\":\"EUR\"}");
    assertThat(as("OPS").get(CASES + "?status=RESOLVED&reference=" + reference).body())
        .contains("\"items\":[]");
  }

  @Test
  void aLineThatNobodyCanReadIsShownAsItStandsThere() throws Exception {
    desk.unreadable(reference);
    var path = CASES + "/" + requireNonNull(desk.open(reference, "XXX"));
    assertThat(as("OPS").get(path).body())
        .contains("\"verdict\":\"UNREADABLE\"", "\"amount\":\"7, fee 0\"")
        .contains("\"currency\":\"zzz\"", "\"type\":\"levy\"");
  }

  @Test
  void whatNoReferenceCanBeIsRefused() throws Exception {
    assertThat(as("OPS").get(CASES + "?reference=a%00b").statusCode()).isEqualTo(400);
  }

  @Test
  void oneKeyIsOneCorrection() throws Exception {
    var path = planted(700) + "/resolution";
    var before = desk.balance("recon:suspense:EUR");
    var first = as("OPS").post(path, CORRECT, "k1");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    var again = as("OPS").post(path, CORRECT, "k1");
    assertThat(again.body()).isEqualTo(first.body()).contains("\"status\":\"RESOLVED\"");
    assertThat(desk.balance("recon:suspense:EUR")).isEqualTo(before - 700);
    assertThat(as("OPS").post(path, CORRECT, "k2").statusCode()).isEqualTo(409);
  }

  @Test
  void anotherOperatorApproves() throws Exception {
    var path = planted(20_000);
    assertThat(as("OPS").post(path + "/resolution", CORRECT, "k3").body())
        .contains("\"status\":\"AWAITING_APPROVAL\"");
    assertThat(as("OPS").post(path + "/approve", "").statusCode()).isEqualTo(403);
    var rejected = another().post(path + "/reject", "{\"reason\":\"no\"}");
    assertThat(rejected.body()).contains("\"status\":\"OPEN\"");
    as("OPS").post(path + "/resolution", CORRECT, "k4");
    assertThat(another().post(path + "/approve", "").body()).contains("\"status\":\"RESOLVED\"");
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
    var answer = as("OPS").post(path + "/resolution", body, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(as("OPS").get(path).body()).contains("\"status\":\"OPEN\"");
  }

  @Test
  void isForOperators() throws Exception {
    var none = CASES + "/" + UUID.randomUUID();
    for (var path : new String[] {CASES, none, "/v1/ops/settlements"}) {
      assertThat(as("CUSTOMER").get(path).statusCode()).isEqualTo(403);
    }
    assertThat(as("OPS").get(none).statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/resolution", CORRECT, "k5").statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/approve", "").statusCode()).isEqualTo(404);
    assertThat(as("OPS").post(none + "/resolution", CORRECT).body())
        .contains("idempotency_key_missing");
    assertThat(as("OPS").get("/v1/ops/settlements/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void settlementsAreListedAndShown() throws Exception {
    var id = desk.node.text("SELECT id FROM payments.settlement_run LIMIT 1");
    desk.theirs(reference, "PAYMENT", 700);
    assertThat(as("OPS").get("/v1/ops/settlements?status=MATCHING&limit=1").body()).contains(id);
    assertThat(as("OPS").get("/v1/ops/settlements?status=SETTLED").body()).contains("\"items\":[]");
    assertThat(as("OPS").get("/v1/ops/settlements/" + id).body())
        .contains("\"kind\":\"PAYMENT\"", "\"status\":\"MATCHING\"", "\"compared\":[");
  }

  private Caller as(String role) {
    return desk.node.as(operator, role);
  }

  private static Caller another() {
    return desk.node.as(UUID.randomUUID(), "OPS");
  }
}
