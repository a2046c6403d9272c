package souk.payments.refund;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Unknown;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.background.Unresolved;
import souk.platform.push.Bell;

/**
 * Drives every refund to its end: asks the provider, finds out what became of a request whose
 * answer was lost, and looks for a while whether a bank sends the money back.
 */
@Singleton
final class RefundResolver implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredRefunds refunds;
  private final RefundSteps steps;
  private final Bell bell;
  private final DueWork<StoredRefund> work;
  private final Unresolved unresolved;

  RefundResolver(StoredRefunds refunds, RefundSteps steps, Bell bell, MeterRegistry meters) {
    this.refunds = refunds;
    this.steps = steps;
    this.bell = bell;
    this.work = new DueWork<>("refund", AT_ONCE, refunds::claimDue, StoredRefund::id, this::look);
    this.unresolved =
        new Unresolved(
            "refund",
            "Refunds whose outcome stayed unknown after many looks at the provider",
            LOOKS_QUIET,
            meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("refund-resolver", PAUSE, this::pass);
    bell.on(Refunds.BELL, loop::hurry);
    return List.of(loop);
  }

  /** Drives all refunds whose time has come. */
  void pass() {
    work.pass();
  }

  private void look(StoredRefund refund) {
    if (isOpen(refund)) unresolved.looked(refund.id(), refund.looks());
    var after = steps.next(refund).map(event -> refunds.conclude(refund, event)).orElse(refund);
    if (after.version() == refund.version()) refunds.lookLater(refund);
  }

  private static boolean isOpen(StoredRefund refund) {
    return refund.refund() instanceof Refunding || refund.refund() instanceof Unknown;
  }
}
