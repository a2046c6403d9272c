package souk.payments.payout;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import souk.payments.psp.PayoutMethod;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.background.Unresolved;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.HeldLease;
import souk.platform.postgres.Leases;

/**
 * Takes earnings up, seals batches and drives payouts on, in one process at a time: its pace is
 * what the provider sees. Were it two, each payout would be sent once all the same.
 */
@Singleton
final class PayoutDriver implements BackgroundWork {
  private static final String NAME = "payouts";
  private static final int AT_ONCE = 8;

  /** Between two looks for earnings that are below the minimum and come of age. */
  private static final Duration REST_MAX = Duration.ofMinutes(1);

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final TakeUp takeUp;
  private final StoredPayouts stored;
  private final Payouts payouts;
  private final PayoutConfiguration configuration;
  private final DatabaseClock clock;
  private final HeldLease lease;
  private final DueWork<StoredPayout> work;
  private final Unresolved unresolved;
  private final Map<PayoutMethod, Instant> rests = new EnumMap<>(PayoutMethod.class);

  PayoutDriver(
      TakeUp takeUp,
      StoredPayouts stored,
      Payouts payouts,
      PayoutConfiguration configuration,
      DatabaseClock clock,
      Leases leases,
      MeterRegistry meters) {
    this.takeUp = takeUp;
    this.stored = stored;
    this.payouts = payouts;
    this.configuration = configuration;
    this.clock = clock;
    this.lease = leases.of(NAME);
    this.work = new DueWork<>("payout", AT_ONCE, stored::claimDue, StoredPayout::id, this::look);
    this.unresolved =
        new Unresolved(
            "payout",
            "Payouts that did not come further after many looks at the provider",
            LOOKS_QUIET,
            meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start(NAME, configuration.tick(), this::pass));
  }

  /** Does nothing while another process holds the lease. */
  private void pass() {
    if (!lease.hold()) return;
    var now = clock.now();
    Arrays.stream(PayoutMethod.values()).forEach(method -> takeUp(method, now));
    seal();
    int driven;
    do {
      driven = lease.hold() ? drive() : 0;
    } while (driven == DueWork.CLAIMED_MAX);
  }

  private void takeUp(PayoutMethod method, Instant now) {
    var rest = rests.get(method);
    if (rest != null && now.isBefore(rest)) return;
    takeUp.pass(method, now, lease::hold);
    var next = takeUp.window(method, now).end();
    var latest = now.plus(REST_MAX);
    rests.put(method, next.isBefore(latest) ? next : latest);
  }

  /** Makes batches until nothing waits for one. */
  void seal() {
    while (stored.seal(configuration.batchMax()) > 0) {
      // each as large as it may be
    }
  }

  /** Drives those whose time has come, some at once; answers how many. */
  int drive() {
    return work.once();
  }

  private void look(StoredPayout payout) {
    if (shouldMove(payout.payout().status())) unresolved.looked(payout.id(), payout.looks());
    payouts.drive(payout);
  }

  private static boolean shouldMove(PayoutStatus status) {
    return switch (status) {
      case BATCHED, SUBMITTED, REVERSED, RETURNED, FAILED -> true;
      // a bank may take days
      case PENDING, ACCEPTED, SETTLED -> false;
    };
  }
}
