package souk.payments.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** On and from what people paid is forgotten after ninety days, what was decided is not. */
class RiskForgettingTest {
  private static final String FEATURES =
      "SELECT concat_ws(' ', device, network, card_country, address_country, card, verdict)"
          + " FROM payments.risk_decision WHERE charge_id = '%s'";

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void forgetEverything() {
    desk.node.sql(
        """
        TRUNCATE payments.risk_decision, payments.risk_hit, payments.risk_decline,
          payments.risk_case, payments.payer_sighting;
        UPDATE payments.risk_retention SET kept = interval '90 days', forgotten_until = 'epoch'\
        """);
  }

  private static RiskForgetting forgetting() {
    return desk.node.bean(RiskForgetting.class);
  }

  private UUID decided(int daysAgo) {
    var charge = UUID.randomUUID();
    desk.node.sql(
        """
        INSERT INTO payments.risk_decision (charge_id, order_kind, order_id, payer_id, card_id, card,
          device, network, card_country, address_country, amount_minor, currency, verdict, findings,
          decided_at)
        VALUES ('%1$s', 'ride', '%1$s', '%1$s', '%1$s', 'print', 'phone', '192.0.2.1', 'FR', 'DE', 700,
          'EUR', 'REVIEW', '[]', clock_timestamp() - interval '%2$d days');
        INSERT INTO payments.risk_hit (rule, version, charge_id, mode, verdict, decided_at)
        VALUES ('rule', 1, '%1$s', 'ENFORCED', 'REVIEW', clock_timestamp());
        INSERT INTO payments.risk_decline (charge_id, payer_id, card, device, network, decided_at)
        VALUES ('%1$s', '%1$s', 'print', 'phone', '192.0.2.1',
          clock_timestamp() - interval '%2$d days');
        INSERT INTO payments.payer_sighting (person_id, device, network, seen_at)
        VALUES ('%1$s', 'phone', '192.0.2.1', clock_timestamp() - interval '%2$d days')\
        """
            .formatted(charge, daysAgo));
    return charge;
  }

  private String features(UUID charge) {
    return desk.node.text(FEATURES.formatted(charge));
  }

  private String left() {
    return desk.node.text(
        """
        SELECT (SELECT count(*) FROM payments.risk_hit) || ' hits, '
            || (SELECT count(*) FROM payments.risk_decline) || ' declines, '
            || (SELECT count(*) FROM payments.payer_sighting) || ' sightings'\
        """);
  }

  private String breaches() {
    var rule = new RiskAudit().featuresAreForgotten();
    return desk.node.text("SELECT count(*) FROM (%s) b".formatted(rule.sql().replace("?", "0")));
  }

  @Test
  void featuresAreForgottenAndDecisionsStay() {
    var old = decided(91);
    var young = decided(89);
    assertThat(breaches()).isEqualTo("3");
    forgetting().forget();
    forgetting().forget();
    assertThat(features(old)).isEqualTo("FR print REVIEW");
    assertThat(features(young)).isEqualTo("phone 192.0.2.1 FR DE print REVIEW");
    assertThat(left()).isEqualTo("2 hits, 1 declines, 1 sightings");
    assertThat(breaches()).isEqualTo("0");
  }

  @Test
  void whatIsConfiguredCountsFromTheNextPassOn() {
    var charge = decided(40);
    forgetting().forget();
    assertThat(features(charge)).contains("phone");
    after(Duration.ofDays(35)).forget();
    assertThat(features(charge)).isEqualTo("FR print REVIEW");
    assertThatThrownBy(() -> after(Duration.ofDays(30)))
        .hasMessageContaining("souk.risk.retention");
  }

  private RiskForgetting after(Duration retention) {
    return new RiskForgetting(
        desk.node.bean(Statements.class), desk.node.bean(Transactions.class), retention);
  }

  /** More than one statement takes, by several at once, some of whom die. */
  @Test
  void nothingIsPassedByWhoeverForgets() throws Exception {
    desk.node.sql(
        """
        INSERT INTO payments.risk_decision (charge_id, order_kind, order_id, payer_id, card_id, card,
          network, amount_minor, currency, verdict, findings, decided_at)
        SELECT gen_random_uuid(), 'ride', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'c',
          'n', 1, 'EUR', 'ALLOW', '[]', clock_timestamp() - interval '91 days' - n / 7 * interval '1 s'
        FROM generate_series(1, 2500) n\
        """);
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 4).forEach(_ -> workers.submit(forgetting()::forget));
    }
    assertThat(
            desk.node.text("SELECT count(*) FROM payments.risk_decision WHERE network IS NOT NULL"))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE payments.risk_decision SET device = NULL, network = NULL, address_country = NULL"
            + " WHERE decided_at > clock_timestamp() - interval '90 days'",
        "UPDATE payments.risk_decision SET device = 'another', network = NULL, address_country = NULL",
        "UPDATE payments.risk_decision SET device = NULL",
        "UPDATE payments.risk_decision SET device = NULL, network = NULL, address_country = NULL,"
            + " verdict = 'ALLOW'",
        "UPDATE payments.risk_decision SET device = NULL, network = NULL, address_country = NULL,"
            + " decided_at = clock_timestamp()",
        "DELETE FROM payments.risk_decline WHERE decided_at > clock_timestamp() - interval '90 days'",
        "UPDATE payments.risk_decline SET network = NULL",
        "DELETE FROM payments.risk_hit",
        "DELETE FROM payments.risk_decision"
      })
  void theDatabaseForgetsNothingElse(String sql) {
    decided(91);
    decided(1);
    assertThatThrownBy(() -> desk.node.sql(sql)).hasMessageContaining("never rewritten");
  }
}
