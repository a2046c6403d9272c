package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import souk.payments.PaymentsNode;
import souk.payments.ledger.Ledger;
import souk.payments.psp.PspBalance;
import souk.payments.recon.Reconcile;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Statements;

/** Days that end when the test says so, settled by hand. */
public final class DaysByHand {
  /** What a node has to be told. */
  public static final Map<String, Object> SETTINGS =
      Map.of("souk.settlement.after", "0s", "souk.reconciliation.grace", "0s");

  private static final int TURNS_MAX = 300;

  private final PaymentsNode node;

  public DaysByHand(PaymentsNode node) {
    this.node = node;
  }

  /** The first day is the present one, also where no card was charged. */
  public void begin() {
    var day = new SettlementDay.Calendar(Duration.ofDays(1), ZoneOffset.UTC).of(now());
    node.sql(
        """
        INSERT INTO payments.settlement_run
          (id, account, day_start, day_end, fetch_from, status, next_wake_at)
        VALUES ('%s', 'stripe', '%s', '%s', '%2$s', 'DUE', '%3$s')\
        """
            .formatted(UUID.randomUUID(), day.start(), day.end()));
  }

  /** The day ends, and what is over is settled as far as that goes just now. */
  public void settleSome() {
    endDay();
    awaitNextDay();
    drive(worker());
  }

  /** All that happened so far is settled, and all of it is available. */
  public void settleWhole() {
    settleWhole(worker());
  }

  void settleWhole(SettlementSteps worker) {
    settle(worker);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .until(() -> {
          drive(worker);
          return isSettledWhole();
        });
  }

  private boolean isSettledWhole() {
    return node.text(
            """
            SELECT count(*) FROM payments.settlement_run
            WHERE status <> 'SETTLED'
              AND id IN (SELECT run_id FROM payments.balance_transaction)\
            """)
        .equals("0");
  }

  /** All that happened so far is settled, and of things of that kind nothing differs. */
  public void assertMatched(String kind) {
    settle(worker());
    var things =
        node.text(
            """
            SELECT coalesce(string_agg(DISTINCT verdict, ' '), 'none') FROM payments.recon_item
            WHERE kind = '%s'\
            """
                .formatted(kind));
    assertThat(things).isEqualTo("MATCHED");
  }

  private SettlementSteps worker() {
    return worker(node.bean(PspBalance.class));
  }

  /** A process that settles, with its own way to the provider. */
  SettlementSteps worker(PspBalance psp) {
    return new RowSettlementSteps(
        node.bean(Settlements.class),
        node.bean(Movements.class),
        node.bean(Costs.class),
        node.bean(UnreadableMovements.class),
        new FundsHeld(psp, node.bean(Statements.class)),
        psp,
        node.bean(Reconcile.class),
        node.bean(Ledger.class));
  }

  private Instant now() {
    return node.bean(DatabaseClock.class).now();
  }

  /** Until everything up to now is fetched, posted and compared. */
  void settle(SettlementSteps worker) {
    var now = now();
    endDay();
    await()
        .atMost(Duration.ofSeconds(40))
        .pollDelay(Duration.ZERO)
        .until(() -> {
          drive(worker);
          return isCompared(now);
        });
  }

  /** The day that has begun ends with the present second: the provider's clock has no less. */
  void endDay() {
    node.bean(SettlementCalendar.class).pass();
    node.sql(
        """
        UPDATE payments.settlement_run
        SET day_end = date_trunc('second', clock_timestamp()) + interval '1 s'
        WHERE status = 'DUE' AND day_end > clock_timestamp() + interval '1 s'
          AND day_start < clock_timestamp()\
        """);
  }

  /** Until the day that was ended is over. */
  void awaitNextDay() {
    await()
        .until(
            () ->
                node.text("SELECT max(day_end) <= clock_timestamp() FROM payments.settlement_run"),
            "t"::equals);
  }

  boolean isCompared(Instant now) {
    return !node.text(
            """
            SELECT count(*) FROM payments.settlement_run
            WHERE day_end > '%s' AND status IN ('AWAITING_FUNDS', 'SETTLED')\
            """
                .formatted(now))
        .equals("0");
  }

  /** Drives every run as far as it goes just now, the first day first. */
  void drive(SettlementSteps worker) {
    node.bean(SettlementCalendar.class).pass();
    var ids =
        node.text(
            """
            SELECT coalesce(string_agg(id::text, ' ' ORDER BY day_start), '')
            FROM payments.settlement_run WHERE settled_at IS NULL\
            """);
    Arrays.stream(ids.split(" "))
        .filter(id -> !id.isBlank())
        .map(UUID::fromString)
        .forEach(id -> drive(worker, id));
  }

  void drive(SettlementSteps worker, UUID id) {
    for (var turns = 0; turns < TURNS_MAX; turns++) {
      var before = version(id);
      turn(worker, id);
      if (version(id).equals(before)) return;
    }
  }

  private static void turn(SettlementSteps worker, UUID id) {
    var _ =
        switch (worker.read(id).status()) {
          case DUE -> worker.begin(id);
          case FETCHING -> worker.fetch(id);
          case POSTING -> worker.post(id);
          case MATCHING -> worker.match(id);
          case AWAITING_FUNDS -> worker.release(id);
          case SETTLED -> worker.read(id);
        };
  }

  /** Of a run that waits for its money every look writes when the next is: that is no progress. */
  private String version(UUID id) {
    return node.text(
        """
        SELECT status || coalesce(reached, '') || looks ||
               (SELECT count(*) FROM payments.ledger_journal)
        FROM payments.settlement_run WHERE id = '%s'\
        """
            .formatted(id));
  }
}
