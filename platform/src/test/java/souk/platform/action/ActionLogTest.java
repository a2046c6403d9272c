package souk.platform.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.platform.identity.Role;
import souk.platform.identity.TestIssuer;
import souk.platform.identity.TestServer;
import souk.platform.identity.account.GrantRole;
import souk.platform.postgres.Transactions;

/** What operators did is found again, cannot be rewritten, and tells no secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionLogTest {
  private static final TestIssuer SIM = TestIssuer.named("souk-sim");

  private final TestServer server =
      TestServer.start(Map.of("souk.identity.sim-issuer-key", SIM.publicFile().toString()));
  private final String ops = SIM.token(UUID.randomUUID(), "OPS");
  private final ActionLog actions = server.bean(ActionLog.class);
  private final Transactions transactions = server.bean(Transactions.class);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anEntrySaysWhoDidWhatWhyAndWhatItChanged() {
    var operator = new Operator(UUID.randomUUID(), "Grace");
    var subject = UUID.randomUUID().toString();
    add(
        operator,
        new OperatorAction(
            "tariff.published",
            "tariff",
            subject,
            "new year",
            Map.of("base", 1),
            Map.of("base", 2)));

    var entry = one("?subject_kind=tariff&subject_id=" + subject);
    assertThat(entry.path("operator").path("id").asText()).isEqualTo(operator.id() + "");
    assertThat(entry.path("operator").path("name").asText()).isEqualTo("Grace");
    assertThat(entry.path("action").asText()).isEqualTo("tariff.published");
    assertThat(entry.path("reason").asText()).isEqualTo("new year");
    assertThat(entry.path("before").path("base").asInt()).isEqualTo(1);
    assertThat(entry.path("after").path("base").asInt()).isEqualTo(2);
    assertThat(one("?operator=" + operator.id())).isEqualTo(entry);
  }

  @Test
  void itCommitsOrVanishesWithItsEffect() {
    var subject = UUID.randomUUID().toString();
    assertThatThrownBy(() ->
            transactions.run(() -> {
              actions.add(somebody(), happened(subject));
              throw new IllegalStateException("the effect fails");
            }))
        .hasMessage("the effect fails");
    assertThat(page("?subject_id=" + subject).path("items")).isEmpty();

    assertThatThrownBy(() -> actions.add(somebody(), happened(subject)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not in the transaction of its effect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE platform.action_log SET reason = 'another'",
        "DELETE FROM platform.action_log",
        "TRUNCATE platform.action_log"
      })
  void nobodyRewritesIt(String sql) {
    add(somebody(), happened(UUID.randomUUID().toString()));
    assertThatThrownBy(() -> server.sql(sql))
        .hasStackTraceContaining(sql.split(" ")[0] + " on action_log")
        .hasStackTraceContaining("what was done is not rewritten");
  }

  @Test
  void fieldsThatAreNamedLikeSecretsAreLeftOut() {
    var subject = UUID.randomUUID().toString();
    var state =
        Map.of(
            "webhook_secret", "whsec_1",
            "key", "k",
            "monkey", "stays",
            "accounts", List.of(Map.of("iban", "MC58", "password_hash", "x", "name", "stays")));
    add(somebody(), new OperatorAction("x.changed", "x", subject, null, null, state));

    var after = one("?subject_id=" + subject).path("after");
    assertThat(after.fieldNames()).toIterable().containsExactlyInAnyOrder("monkey", "accounts");
    assertThat(after.path("accounts").toString()).isEqualTo("[{\"name\":\"stays\"}]");
  }

  @Test
  void pagesLeadThroughAllOfThemOnce() {
    var operator = new Operator(UUID.randomUUID(), "Grace");
    var subjects = new ArrayList<String>();
    for (int n = 0; n < 7; n++) {
      subjects.addFirst(UUID.randomUUID().toString());
      add(operator, happened(subjects.getFirst()));
    }

    var seen = new ArrayList<String>();
    var query = "?limit=3&operator=" + operator.id();
    var page = page(query);
    while (true) {
      page.path("items").forEach(item -> seen.add(item.path("subject").path("id").asText()));
      if (page.path("next_cursor").isNull()) break;
      page = page(query + "&cursor=" + page.path("next_cursor").asText());
    }
    assertThat(seen).isEqualTo(subjects);
  }

  @Test
  void aRoleThatWasGivenIsFoundAndOneThatWasThereIsNot() {
    var subject = UUID.randomUUID();
    var grant = server.bean(GrantRole.class);
    grant.toSubject(SIM.iss(), subject.toString(), Role.OPS);
    grant.toSubject(SIM.iss(), subject.toString(), Role.OPS);
    var entry = one("?action=role.granted&subject_id=" + subject);
    assertThat(entry.path("operator").path("id").isNull()).isTrue();
    assertThat(entry.path("operator").path("name").asText()).endsWith(" at the command line");
    assertThat(entry.path("after").path("granted").asText()).isEqualTo("OPS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operator=somebody",
        "action=DROP",
        "action=x",
        "subject_kind=A",
        "subject_id=",
        "subject_id=%00",
        "cursor=x",
        "limit=0",
        "limit=101"
      })
  void aBadFilterIsABadRequest(String query) {
    assertThat(server.get("/v1/ops/actions?" + query, ops).status()).isEqualTo(400);
  }

  @Test
  void onlyOperationsMayRead() {
    assertThat(server.get("/v1/ops/actions", null).status()).isEqualTo(401);
    var driver = SIM.token(UUID.randomUUID(), "DRIVER");
    assertThat(server.get("/v1/ops/actions", driver).status()).isEqualTo(403);
  }

  private static Operator somebody() {
    return new Operator(UUID.randomUUID(), "Somebody");
  }

  private static OperatorAction happened(String subject) {
    return new OperatorAction("x.happened", "x", subject, null, null, null);
  }

  private void add(Operator operator, OperatorAction action) {
    transactions.run(() -> actions.add(operator, action));
  }

  private JsonNode one(String query) {
    var items = page(query).path("items");
    assertThat(items).as(query).hasSize(1);
    return items.get(0);
  }

  private JsonNode page(String query) {
    var answer = server.get("/v1/ops/actions" + query, ops);
    assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
    return answer.body();
  }
}
