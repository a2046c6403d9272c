package souk.payments.dispute;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDisputes;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.background.Unresolved;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.HeldLease;
import souk.platform.postgres.Leases;
import souk.platform.push.Bell;

/**
 * Reads disputes at the provider whenever it is time to, sends what operators have decided, and
 * looks through the provider's list now and then: webhooks can be lost.
 */
@Singleton
final class DisputeResolver implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(DisputeResolver.class);

  /** Hurries this loop in every process. */
  static final String BELL = "disputes";

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LIST_EVERY = Duration.ofMinutes(10);
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour and a half. */
  private static final int LOOKS_QUIET = 12;

  /** The provider tries to tell of an event for three days. */
  private static final Duration OVERLAP = Duration.ofDays(3);

  /** A cardholder has that long. */
  private static final Duration DISPUTABLE = Duration.ofDays(120);

  private final StoredDisputes disputes;
  private final DisputeSteps steps;
  private final PspDisputes psp;
  private final DatabaseClock clock;
  private final HeldLease lister;
  private final Bell bell;
  private final DueWork<StoredDispute> work;
  private final Unresolved unresolved;
  private final Counter unreadable;

  DisputeResolver(
      StoredDisputes disputes,
      DisputeSteps steps,
      PspDisputes psp,
      DatabaseClock clock,
      Leases leases,
      Bell bell,
      MeterRegistry meters) {
    this.disputes = disputes;
    this.steps = steps;
    this.psp = psp;
    this.clock = clock;
    this.lister = leases.of("dispute-list");
    this.bell = bell;
    this.work =
        new DueWork<>("dispute", AT_ONCE, disputes::claimDue, StoredDispute::id, this::look);
    this.unresolved =
        new Unresolved(
            "dispute",
            "Disputes of no payment that we know, and responses that stay unanswered",
            LOOKS_QUIET,
            meters);
    this.unreadable =
        Counter.builder("souk.dispute.unreadable")
            .description("Disputes whose state at the provider this program could not read")
            .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("dispute-resolver", PAUSE, this::pass);
    bell.on(BELL, loop::hurry);
    return List.of(loop, BackgroundLoop.start("dispute-list", LIST_EVERY, this::listOnce));
  }

  private void listOnce() {
    if (lister.renew()) list();
  }

  /** Adds what the provider has and we have not heard of. */
  void list() {
    var from = disputes.latest().map(latest -> latest.minus(OVERLAP)).orElseGet(this::longAgo);
    if (psp.since(from) instanceof Lookup.Found<List<String>>(var all)) {
      all.forEach(disputes::listed);
      if (!all.isEmpty()) bell.ring(BELL);
    }
  }

  private Instant longAgo() {
    return clock.now().minus(DISPUTABLE);
  }

  /** Looks at all disputes whose time has come. */
  void pass() {
    work.pass();
  }

  private void look(StoredDispute dispute) {
    if (isOpen(dispute)) unresolved.looked(dispute.id(), dispute.looks());
    steps
        .next(dispute)
        .ifPresentOrElse(event -> conclude(dispute, event), () -> disputes.lookLater(dispute));
  }

  private void conclude(StoredDispute dispute, DisputeEvent event) {
    if (event instanceof DisputeEvent.Unreadable) {
      if (disputes.unreadable(dispute)) unreadable(dispute);
      return;
    }
    disputes.readable(dispute);
    var after = disputes.conclude(dispute, event);
    if (after.version() == dispute.version()) disputes.lookLater(dispute);
  }

  private void unreadable(StoredDispute dispute) {
    unreadable.increment();
    log.error("dispute {}, {}, cannot be read", dispute.id(), dispute.reference());
  }

  private static boolean isOpen(StoredDispute dispute) {
    return dispute.about() == null || dispute.response().isAtWork();
  }
}
