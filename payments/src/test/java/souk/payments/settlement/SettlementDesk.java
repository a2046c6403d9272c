package souk.payments.settlement;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.payments.PaymentsNode;
import souk.payments.ledger.Ledger;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspMovement;
import souk.payments.recon.Reconcile;
import souk.payments.refund.RefundDesk;
import souk.platform.postgres.DatabaseClock;

/** Days of a second, settled by hand, with the real client and a twin of Stripe behind it. */
final class SettlementDesk implements AutoCloseable {
  private static final int TURNS_MAX = 300;

  final RefundDesk till;
  final PaymentsNode node;
  final OtherBalance psp;
  final SettlementSteps steps;
  private final SettlementCalendar calendar;

  private SettlementDesk(RefundDesk till) {
    this.till = till;
    this.node = till.node;
    this.psp = new OtherBalance(node.bean(PspBalance.class));
    this.steps = worker(psp);
    this.calendar = node.bean(SettlementCalendar.class);
  }

  static SettlementDesk open() {
    return open("available=0");
  }

  static SettlementDesk open(String pace, String... more) {
    var settings = new HashMap<String, Object>();
    settings.put("souk.settlement.day", "1s");
    settings.put("souk.settlement.after", "0s");
    settings.put("souk.reconciliation.grace", "0s");
    for (var at = 0; at < more.length; at += 2) settings.put(more[at], more[at + 1]);
    var options = StripeTwinOptions.inProcess().pace(Pace.BRISK.with(pace));
    return new SettlementDesk(RefundDesk.open(options, Map.copyOf(settings)));
  }

  /** Another process that does the same, with its own way to the provider. */
  SettlementSteps worker(PspBalance other) {
    return new RowSettlementSteps(
        node.bean(Settlements.class),
        node.bean(Movements.class),
        new FundsHeld(other, node.bean(souk.platform.postgres.Statements.class)),
        other,
        node.bean(Reconcile.class),
        node.bean(Ledger.class));
  }

  Instant now() {
    return node.bean(DatabaseClock.class).now();
  }

  /** Until everything up to now is fetched, posted and compared. */
  void settle() {
    settle(steps);
  }

  void settle(SettlementSteps worker) {
    var now = now();
    await()
        .atMost(Duration.ofSeconds(40))
        .pollDelay(Duration.ZERO)
        .until(() -> {
          drive(worker);
          return isCompared(now);
        });
  }

  /** Until all of it is available, too. */
  void settleWhole() {
    settle();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          drive(steps);
          return node.text(
                  """
                  SELECT count(*) FROM payments.settlement_run
                  WHERE status <> 'SETTLED'
                    AND id IN (SELECT run_id FROM payments.balance_transaction)\
                  """)
              .equals("0");
        });
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
    calendar.pass();
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

  private void drive(SettlementSteps worker, UUID id) {
    for (var turns = 0; turns < TURNS_MAX; turns++) {
      var before = version(id);
      turn(worker, id);
      if (version(id).equals(before)) return;
    }
  }

  void turn(SettlementSteps worker, UUID id) {
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

  /** The movements of the provider's honest statement for a source of that kind, oldest first. */
  List<PspMovement> movements(PspMovement.Kind kind) {
    return psp.honest(Instant.EPOCH, now().plusSeconds(60)).reversed().stream()
        .filter(one -> one.kind() == kind)
        .toList();
  }

  /** What open cases say, each as verdict and difference, by reference. */
  String cases() {
    return node.text(
        """
        SELECT coalesce(string_agg(verdict || ' ' || difference_minor, ', ' ORDER BY verdict,
                                   difference_minor), '')
        FROM payments.recon_case WHERE ended_at IS NULL\
        """);
  }

  String verdict(String reference) {
    return node.text(
        "SELECT verdict FROM payments.recon_item WHERE reference = '%s'".formatted(reference));
  }

  /** What the ledger says that the provider holds for us, in cents. */
  long held() {
    return till.balance("psp:clearing_pending:EUR") + till.balance("psp:balance_available:EUR");
  }

  /** What the provider holds, in cents. */
  long heldAtProvider() {
    if (!(psp.funds() instanceof Lookup.Found<List<PspBalance.Funds>>(var funds))) {
      throw new AssertionError("the twin does not answer");
    }
    return funds.stream().mapToLong(one -> one.available().minor() + one.pending().minor()).sum();
  }

  @Override
  public void close() {
    till.close();
  }
}
