package souk.payments.refund;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.refund.Refund.Failed;
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
  private static final Logger log = LoggerFactory.getLogger(RefundResolver.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredRefunds refunds;
  private final RefundSteps steps;
  private final Bell bell;
  private final DueWork<StoredRefund> work;
  private final Unresolved unresolved;
  private final Counter failed;

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
    this.failed =
        Counter.builder("souk.refund.failed")
            .description("Refunds that were refused or came back: whoever paid has not got them")
            .register(meters);
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
    else if (after.refund() instanceof Failed(_, var why)) tell(after, why);
  }

  private void tell(StoredRefund refund, String why) {
    failed.increment();
    log.error("refund {} of charge {} failed: {}", refund.id(), refund.terms().chargeId(), why);
  }

  private static boolean isOpen(StoredRefund refund) {
    return refund.refund() instanceof Refunding || refund.refund() instanceof Unknown;
  }
}
