package souk.payments.refund;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Unknown;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Pool;
import souk.platform.push.Bell;

/**
 * Drives every refund to its end: asks the provider, finds out what became of a request whose
 * answer was lost, and looks for a while whether a bank sends the money back.
 */
@Singleton
final class RefundResolver implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(RefundResolver.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 32;
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredRefunds refunds;
  private final RefundSteps steps;
  private final Bell bell;
  private final Counter unresolved;

  RefundResolver(StoredRefunds refunds, RefundSteps steps, Bell bell, MeterRegistry meters) {
    this.refunds = refunds;
    this.steps = steps;
    this.bell = bell;
    this.unresolved =
        Counter.builder("souk.refund.unresolved")
            .description("Refunds whose outcome stayed unknown after many looks at the provider")
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
    List<StoredRefund> due;
    do {
      due = refunds.claimDue(BATCH);
      due.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::look)).forEach(_ -> {});
    } while (due.size() == BATCH);
  }

  private StoredRefund look(StoredRefund refund) {
    alert(refund);
    try {
      return Pool.BACKGROUND.call(() -> resolve(refund));
    } catch (RuntimeException failure) {
      log.warn("refund {} could not be looked at: {}", refund.id(), failure.toString());
      return refund;
    }
  }

  private StoredRefund resolve(StoredRefund refund) {
    var after = steps.next(refund).map(event -> refunds.conclude(refund, event)).orElse(refund);
    if (after.version() == refund.version()) refunds.lookLater(refund);
    return after;
  }

  /** A person is needed; the looks go on, and nothing is ever assumed. */
  private void alert(StoredRefund refund) {
    var isOpen = refund.refund() instanceof Refunding || refund.refund() instanceof Unknown;
    if (!isOpen || refund.looks() != LOOKS_QUIET) return;
    unresolved.increment();
    log.error("refund {} is still unresolved after {} looks", refund.id(), refund.looks());
  }
}
