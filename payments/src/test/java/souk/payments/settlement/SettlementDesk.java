package souk.payments.settlement;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.payments.PaymentsNode;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspMovement;
import souk.payments.refund.RefundDesk;
import souk.platform.postgres.DatabaseClock;

/**
 * Days that end when the test says so, settled by hand, with the real client and a twin of Stripe
 * behind it.
 */
final class SettlementDesk implements AutoCloseable {
  final RefundDesk till;
  final PaymentsNode node;
  final OtherBalance psp;
  final SettlementSteps steps;
  private final DaysByHand days;

  private SettlementDesk(RefundDesk till) {
    this.till = till;
    this.node = till.node;
    this.psp = new OtherBalance(node.bean(PspBalance.class));
    this.days = new DaysByHand(node);
    this.steps = days.worker(psp);
  }

  static SettlementDesk open() {
    return open("available=0");
  }

  static SettlementDesk open(String pace, String... more) {
    var settings = new HashMap<>(DaysByHand.SETTINGS);
    for (var at = 0; at < more.length; at += 2) settings.put(more[at], more[at + 1]);
    var options = StripeTwinOptions.inProcess().pace(Pace.BRISK.with(pace));
    return new SettlementDesk(RefundDesk.open(options, Map.copyOf(settings)));
  }

  /** Another process that does the same, with its own way to the provider. */
  SettlementSteps worker(PspBalance other) {
    return days.worker(other);
  }

  Instant now() {
    return node.bean(DatabaseClock.class).now();
  }

  /** Until everything up to now is fetched, posted and compared. */
  void settle() {
    days.settle(steps);
  }

  /** While somebody else does the same, who must not fail either. */
  void settleBeside(SettlementSteps other, Instant now) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var second =
          executor.submit(() -> {
            while (!isCompared(now)) drive(other);
          });
      settle();
      second.get();
    }
  }

  /** Until all of it is available, too. */
  void settleWhole() {
    days.settleWhole(steps);
  }

  void endDay() {
    days.endDay();
    days.awaitNextDay();
  }

  boolean isCompared(Instant now) {
    return days.isCompared(now);
  }

  void drive(SettlementSteps worker) {
    days.drive(worker);
  }

  /** Drives the first day that is not settled, and no other. */
  void driveFirst() {
    node.bean(SettlementCalendar.class).pass();
    var first =
        "SELECT id::text FROM payments.settlement_run WHERE settled_at IS NULL ORDER BY day_start LIMIT 1";
    days.drive(steps, UUID.fromString(node.text(first)));
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

  /** By what name the provider knows the payment. */
  String reference(RefundDesk.Paid paid) {
    return node.text(
        "SELECT psp_reference FROM payments.charge WHERE id = '%s'".formatted(paid.chargeId()));
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
