package souk.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import souk.embedded.TestDatabase;
import souk.payments.charge.Charges;
import souk.platform.audit.AuditRule;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.server.ServerNode;
import souk.server.TestPhones;

/**
 * Every rule of the running application finds its breach, and none finds one where there is none.
 */
class AuditTest {
  private static TestDatabase database;
  private static ServerNode node;

  @BeforeAll
  static void start() {
    database = ServerNode.database();
    node = ServerNode.start(database, Map.of("souk.roles", "api"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void clean() {
    truncate(node);
  }

  @Test
  void anEmptyDatabaseIsClean() {
    var report = node.bean(Auditor.class).audit();
    assertThat(report.rules()).hasSizeGreaterThan(10).allMatch(rule -> rule.breaches().isEmpty());
    assertThat(report.verdict()).isEqualTo("clean");
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsBreach() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .map(rule -> dynamicTest(rule.name(), () -> findsItsBreach(rule)));
  }

  private static void findsItsBreach(AuditRule rule) {
    var plants = new HashMap<>(Breaches.BY_RULE);
    plants.putAll(PayoutBreaches.BY_RULE);
    plants.putAll(SettlementBreaches.BY_RULE);
    plants.putAll(CardBreaches.BY_RULE);
    plants.putAll(StayBreaches.BY_RULE);
    assertThat(plants).as("a breach to plant").containsKey(rule.name());
    try {
      node.sql(Objects.requireNonNull(plants.get(rule.name())));
      var report = node.bean(Auditor.class).audit();
      assertThat(report.verdict()).isEqualTo("breach");
      assertThat(report.rules())
          .filteredOn(finding -> finding.rule().equals(rule.name()))
          .singleElement()
          .satisfies(finding -> assertThat(finding.breaches()).isNotEmpty())
          .satisfies(finding ->
              assertThat(finding.breaches()).allMatch(breach -> !breach.detail().isBlank()));
    } finally {
      truncate(node);
    }
  }

  @TestFactory
  Stream<DynamicTest> theMoneyOfAStayIsWhereItsRoomsAre() {
    return StayBreaches.MONEY.stream()
        .map(stay -> dynamicTest(stay.name(), () -> isFoundIfItIsABreach(stay)));
  }

  private static void isFoundIfItIsABreach(StayBreaches.MoneyOfAStay stay) {
    try {
      node.sql(stay.sql());
      assertThat(node.bean(Auditor.class).audit().rules())
          .filteredOn(finding -> finding.rule().equals("stay-is-paid-with-its-rooms"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.breaches()).hasSize(stay.isBreach() ? 1 : 0));
    } finally {
      truncate(node);
    }
  }

  @Test
  void whatIsWithinItsGraceIsNoBreach() {
    var rule = "outbox-drained";
    node.sql(
        Objects.requireNonNull(Breaches.BY_RULE.get(rule))
            .replace("interval '1 hour'", "interval '1 s'"));
    assertThat(node.bean(Auditor.class).audit().verdict()).isEqualTo("clean");
  }

  /** A rider who calls off before his card is asked leaves such a stone behind. */
  @Test
  void aChargeReleasedBeforeAnybodyAskedForItIsNoBreach() {
    var charge = UUID.randomUUID();
    node.bean(Charges.class).release(charge);
    node.sql(
        "UPDATE payments.charge SET moved_at = clock_timestamp() - interval '1 hour' WHERE id = '"
            + charge
            + "'");
    assertThat(node.bean(Auditor.class).audit().rules())
        .filteredOn(finding -> !finding.breaches().isEmpty())
        .isEmpty();
  }

  @Test
  void theAuditorCannotWrite() {
    var database = node.bean(Statements.class);
    assertThatThrownBy(() ->
            node.bean(Transactions.class)
                .run(() -> {
                  database.update("SET LOCAL ROLE souk_auditor", _ -> {});
                  database.update("DELETE FROM booking.ride", _ -> {});
                }))
        .hasMessageContaining("permission denied");
  }

  @Test
  void onlyOperationsMayAsk() {
    var path = "/v1/ops/audit";
    assertThat(node.get(path, null).status()).isEqualTo(401);
    assertThat(node.get(path, TestPhones.token(UUID.randomUUID(), "CUSTOMER")).status())
        .isEqualTo(403);
    var answer = node.get(path, TestPhones.token(UUID.randomUUID(), "OPS"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("verdict").asText()).isEqualTo("clean");
    assertThat(answer.json().path("rules").path(0).path("grace_s").isNumber()).isTrue();
  }

  private static void truncate(ServerNode node) {
    node.sql(
        """
        TRUNCATE payments.card, payments.risk_decision, payments.risk_hit, payments.risk_decline, payments.risk_case, payments.vault_number, payments.vault_key, booking.ride, booking.rider_claim, booking.receipt, booking.debt, booking.tip,
          booking.outbox, booking.destination_change, dispatch.destination_proposal, payments.charge, payments.webhook_event, payments.order_claim, payments.refund, payments.dispute, dispatch.trip, dispatch.offer,
          dispatch.driver_claim, dispatch.chat, dispatch.reputation, dispatch.eta_record;
        ALTER TABLE booking.inventory_ledger DISABLE TRIGGER USER;
        ALTER TABLE booking.calendar_change DISABLE TRIGGER USER;
        TRUNCATE booking.hotel CASCADE;
        TRUNCATE booking.stay, booking.stay_change, booking.stay_review, booking.stay_night, booking.room_assignment, booking.room_night, booking.inventory_ledger;
        ALTER TABLE booking.inventory_ledger ENABLE TRIGGER USER;
        ALTER TABLE booking.calendar_change ENABLE TRIGGER USER;
        ALTER TABLE payments.payout_log DISABLE TRIGGER USER;
        ALTER TABLE payments.fx_rate DISABLE TRIGGER USER;
        TRUNCATE payments.payout_log, payments.payout_item, payments.payout_exchange,
          payments.payout, payments.payout_batch, payments.payee, payments.fx_rate,
          payments.settlement_run, payments.settlement_funds,
          payments.balance_transaction, payments.unreadable_movement, payments.recon_item, payments.recon_case;
        ALTER TABLE payments.payout_log ENABLE TRIGGER USER;
        ALTER TABLE payments.fx_rate ENABLE TRIGGER USER;
        ALTER TABLE payments.ledger_entry DISABLE TRIGGER USER;
        ALTER TABLE payments.ledger_journal DISABLE TRIGGER USER;
        TRUNCATE payments.ledger_entry, payments.ledger_journal, payments.ledger_account;
        ALTER TABLE payments.ledger_entry ENABLE TRIGGER USER;
        ALTER TABLE payments.ledger_journal ENABLE TRIGGER USER;\
        """);
  }
}
