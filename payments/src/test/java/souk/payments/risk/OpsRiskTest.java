package souk.payments.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.risk.Desk.question;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.Caller;
import souk.payments.risk.RuleTerms.Measure;
import souk.payments.risk.RuleTerms.Subject;

/** What operations do about fraud, over HTTP. */
class OpsRiskTest {
  private static final String RULES = "/v1/ops/risk/rules";
  private static final String VELOCITY =
      """
      {"kind": "VELOCITY", "measure": "CARDS", "by": "DEVICE", "window_seconds": 60, "most": 3}\
      """;

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void aRuleIsPublishedInShadowReportedOnEnforcedAndRetired() throws Exception {
    var made = as("OPS").post(RULES, rule("cards_of_device", 0, VELOCITY));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body()).contains("\"version\":1", "\"mode\":\"SHADOW\"", "\"most\":3");

    var stale = as("OPS").post(RULES, rule("cards_of_device", 0, VELOCITY));
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body()).contains("rule_replaced");

    var path = RULES + "/cards_of_device/1";
    assertThat(as("OPS").get(path + "/report").body())
        .contains("\"mode\":\"SHADOW\"", "\"hits\":0");
    assertThat(as("OPS").post(path + "/enforce", "{\"reason\": \"it works\"}").body())
        .contains("\"mode\":\"ENFORCED\"");
    assertThat(as("OPS").post(path + "/enforce", "{\"reason\": \"again\"}").statusCode())
        .isEqualTo(409);

    // the next one begins in shadow beside the one that counts
    assertThat(as("OPS").post(RULES, rule("cards_of_device", 1, VELOCITY)).statusCode())
        .isEqualTo(201);
    assertThat(desk.rules.live())
        .filteredOn(rule -> rule.name().equals("cards_of_device"))
        .extracting(RiskRule::mode)
        .containsExactly(RiskRule.Mode.ENFORCED, RiskRule.Mode.SHADOW);
    assertThat(
            as("OPS")
                .post(RULES + "/cards_of_device/2/enforce", "{\"reason\": \"better\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            as("OPS").post(RULES + "/cards_of_device/2/retire", "{\"reason\": \"enough\"}").body())
        .contains("\"mode\":\"RETIRED\"");
    assertThat(as("OPS").get(RULES).body()).contains("cards_of_device", "\"next_cursor\":null");
    assertThat(
            desk.node.text(
                "SELECT string_agg(action, ' ' ORDER BY at) FROM platform.action_log"
                    + " WHERE subject_id LIKE 'cards_of_device/%'"))
        .isEqualTo(
            "risk_rule.published risk_rule.enforced risk_rule.published risk_rule.enforced"
                + " risk_rule.retired");
  }

  @Test
  void aRuleIsInShadowForAWhileBeforeItCounts() {
    var patient =
        new RiskRules(
            desk.node.bean(RuleRows.class),
            desk.node.bean(souk.platform.json.Json.class),
            desk.node.bean(souk.platform.action.ActionLog.class),
            desk.node.bean(souk.platform.postgres.Transactions.class),
            java.time.Duration.ofHours(1));
    desk.shadow(
        "too_young",
        Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 60, 3),
        RiskVerdict.BLOCK,
        RiskVerdict.ALLOW);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> patient.enforce(Desk.OPERATOR, "too_young", 1, "now"))
        .hasMessageContaining("in shadow for");
    assertThat(desk.rules.find("too_young", 1).orElseThrow().isEnforced()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\": \"VELOCITY\"}",
        "{\"kind\": \"MAGIC\"}",
        "{\"kind\": \"VELOCITY\", \"measure\": \"CARDS\", \"by\": \"DEVICE\", \"window_seconds\": 0, \"most\": 3}",
        "{\"kind\": \"VELOCITY\", \"measure\": \"CARDS\", \"by\": \"DEVICE\", \"window_seconds\": 9, \"most\": 0}",
        "{\"kind\": \"VELOCITY\", \"measure\": \"SMALL_ATTEMPTS\", \"by\": \"CARD\", \"window_seconds\": 9, \"most\": 3}",
        "{\"kind\": \"NEW_ACCOUNT\", \"window_seconds\": 9, \"amount_minor\": 5, \"currency\": \"XXQ\"}"
      })
  void refusesARuleThatCannotBeMeant(String terms) throws Exception {
    var answer = as("OPS").post(RULES, rule("impossible", 0, terms));
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
    assertThat(desk.rules.find("impossible", 1)).isEmpty();
  }

  @Test
  void aFraudIsRefusedFromThenOn() throws Exception {
    desk.enforced(
        "looked_at",
        Desk.velocity(Measure.CARDS, Subject.DEVICE, 60, 1000),
        RiskVerdict.BLOCK,
        RiskVerdict.REVIEW);
    var payer = UUID.randomUUID();
    var card = "psp " + UUID.randomUUID();
    var question = question(payer, card);
    assertThat(desk.check.check(question)).isEqualTo(RiskVerdict.REVIEW);
    desk.retireAll();
    var listed = as("OPS").get("/v1/ops/risk/cases");
    assertThat(listed.body()).contains(question.chargeId().toString());
    var id =
        desk.node.text(
            "SELECT id FROM payments.risk_case WHERE charge_id = '%s'"
                .formatted(question.chargeId()));
    var decide = "/v1/ops/risk/cases/" + id + "/decide";
    var body = "{\"finding\": \"FRAUD\", \"reason\": \"the cardholder rang\"}";
    assertThat(as("OPS").post(decide, body).statusCode()).isEqualTo(200);
    assertThat(as("OPS").post(decide, body).statusCode()).isEqualTo(409);
    assertThat(as("OPS").get("/v1/ops/risk/cases").body())
        .doesNotContain(question.chargeId().toString());
    assertThat(as("OPS").get("/v1/ops/risk/cases?open=false").body())
        .contains("the cardholder rang");

    assertThat(desk.check.check(question(UUID.randomUUID(), card))).isEqualTo(RiskVerdict.BLOCK);
    assertThat(desk.check.check(question(payer, "another"))).isEqualTo(RiskVerdict.BLOCK);
    var entry = "{\"kind\": \"ACCOUNT\", \"key\": \"%s\", \"reason\": \"proved\"}".formatted(payer);
    assertThat(as("OPS").post("/v1/ops/risk/unlist", entry).statusCode()).isEqualTo(204);
    assertThat(as("OPS").post("/v1/ops/risk/unlist", entry).statusCode()).isEqualTo(404);
    assertThat(desk.check.check(question(payer, "another"))).isEqualTo(RiskVerdict.ALLOW);
  }

  @Test
  void whatWasDecidedAboutAnOrderIsShownWithItsInputs() throws Exception {
    desk.shadow(
        "shown",
        Desk.velocity(Measure.ATTEMPTS, Subject.CARD, 60, 3),
        RiskVerdict.BLOCK,
        RiskVerdict.ALLOW);
    var question = question(UUID.randomUUID(), "psp shown");
    desk.check.check(question);
    var shown = as("OPS").get("/v1/ops/orders/ride/" + question.order().id() + "/risk");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains("\"verdict\":\"ALLOW\"", "\"rule\":\"shown\"", "\"version\":1", "\"fact\":1");
  }

  @Test
  void isForOperationsOnly() throws Exception {
    for (var path :
        new String[] {
          RULES, "/v1/ops/risk/cases", "/v1/ops/orders/ride/" + UUID.randomUUID() + "/risk"
        }) {
      assertThat(as("CUSTOMER").get(path).statusCode()).isEqualTo(403);
    }
    assertThat(as("OPS").get(RULES + "/nobody/1/report").statusCode()).isEqualTo(404);
  }

  private static String rule(String name, int replaces, String terms) {
    return """
    {"name": "%s", "replaces": %d, "terms": %s, "verdict": "BLOCK", "if_unknown": "ALLOW",
     "reason": "a test"}\
    """
        .formatted(name, replaces, terms);
  }

  private static Caller as(String role) {
    return desk.node.as(UUID.randomUUID(), role);
  }
}
