package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.payments.PaymentsNode;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** Runs are driven by their sagas, whichever process is there and whatever Temporal remembers. */
class SettlementSagaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Money TWELVE = Money.of(1200, "EUR");

  private final TestDatabase database = PaymentsNode.database();
  private StripeTwin twin;

  @BeforeEach
  void open() throws IOException {
    var pace = Pace.BRISK.with("available=3000");
    twin = StripeTwin.start(StripeTwinOptions.inProcess().pace(pace));
  }

  @AfterEach
  void close() throws IOException {
    twin.close();
  }

  /** A process of its own; another suffix is a Temporal that remembers nothing of ours. */
  private PaymentsNode node(String suffix) {
    // sagas run where a server runs
    return PaymentsNode.serve(
        database,
        twin.baseUrl(),
        Map.of(
            "souk.roles", "api,worker",
            "temporal.address", TestEngines.temporalAddress(),
            "temporal.suffix", suffix,
            "souk.settlement.day", "2s",
            "souk.settlement.after", "0s"));
  }

  private static String suffix() {
    return "-" + UUID.randomUUID();
  }

  private static void pay(PaymentsNode node) {
    var payer = UUID.randomUUID();
    var card = node.bean(Cards.class).register(payer, "pm_card_visa").id();
    var order = new OrderRef("ride", UUID.randomUUID());
    var request = new AuthorizeCharge(UUID.randomUUID(), order, payer, card, TWELVE);
    var charges = node.bean(Charges.class);
    await().until(() -> charges.collect(request).status() == ChargeStatus.CAPTURED);
  }

  /** The day of the last payment and all before it. */
  private static boolean isSettled(PaymentsNode node) {
    return node.text(
            """
            SELECT count(*) FILTER (WHERE settled_at IS NULL) || ' ' || count(*) FROM payments.settlement_run
            WHERE day_start <= (SELECT max(moved_at) FROM payments.charge)\
            """)
        .matches("0 [1-9][0-9]*");
  }

  private static String posted(PaymentsNode node) {
    return node.text(
        """
        SELECT string_agg(template || ' ' || n, ', ' ORDER BY template)
        FROM (SELECT template, count(*) AS n FROM payments.ledger_journal
              WHERE template IN ('CAPTURED', 'PSP_FEE', 'AVAILABLE') GROUP BY template) posted\
        """);
  }

  @Test
  void eachDayIsSettledByItsSaga() {
    try (var node = node(suffix())) {
      pay(node);
      await().atMost(PATIENCE).until(() -> isSettled(node));
      assertThat(posted(node)).isEqualTo("AVAILABLE 1, CAPTURED 1, PSP_FEE 1");
      assertThat(node.text("SELECT count(*) FROM payments.recon_case")).isEqualTo("0");
    }
  }

  @Test
  void anEmptyTemporalCostsTimeOnly() {
    try (var node = node(suffix())) {
      pay(node);
      await()
          .atMost(PATIENCE)
          .until(() -> !node.text("SELECT count(*) FROM payments.balance_transaction").equals("0"));
    }
    try (var node = node(suffix())) {
      pay(node);
      await().atMost(PATIENCE).until(() -> isSettled(node));
      assertThat(posted(node)).isEqualTo("AVAILABLE 2, CAPTURED 2, PSP_FEE 2");
    }
  }

  @Test
  void twoProcessesAndTwoTemporalsRunEachDayOnce() {
    try (var one = node(suffix());
        var other = node(suffix())) {
      for (var n = 0; n < 3; n++) {
        pay(one);
        pay(other);
      }
      await().atMost(PATIENCE).until(() -> isSettled(one));
      assertThat(posted(other)).isEqualTo("AVAILABLE 6, CAPTURED 6, PSP_FEE 6");
      var twice =
          one.text(
              """
              SELECT count(*) FROM (SELECT day_start FROM payments.settlement_run
                                    GROUP BY day_start HAVING count(*) > 1) twice\
              """);
      assertThat(twice).isEqualTo("0");
    }
  }

  @Test
  void aRunThatStandsStillIsDrivenAnewOnceInThirtySeconds() {
    try (var node = PaymentsNode.start(database, twin.baseUrl(), Map.of())) {
      var id = UUID.randomUUID();
      node.sql(
          """
          INSERT INTO payments.settlement_run
            (id, account, day_start, day_end, fetch_from, status, next_wake_at, moved_at)
          VALUES ('%s', 'stripe', '2026-11-22', '2026-11-23', '2026-11-22', 'FETCHING',
            clock_timestamp(), clock_timestamp() - interval '1 min')\
          """
              .formatted(id));
      var runs = node.bean(Settlements.class);
      assertThat(runs.claimStuck(5)).containsExactly(id);
      assertThat(runs.claimStuck(5)).isEmpty();
    }
  }
}
