package souk.payments.charge;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.background.DueWork;
import souk.platform.background.Unresolved;

/**
 * Drives on every charge that nobody else does: one whose caller died between intent and outcome,
 * one whose outcome is unknown, one whose authorization should have run out.
 */
@Singleton
final class ChargeResolver implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredCharges stored;
  private final DueWork<StoredCharge> work;
  private final Charges charges;
  private final RateLimiter budget;
  private final Unresolved unresolved;

  /**
   * @param looksPerSecond the retry budget: a provider that recovers is not run over by everything
   *     that has waited for it
   */
  ChargeResolver(
      StoredCharges stored,
      Charges charges,
      MeterRegistry meters,
      @Value("${souk.charges.looks-per-second:50}") int looksPerSecond) {
    this.budget =
        RateLimiter.of(
            "charge-looks",
            RateLimiterConfig.custom()
                .limitForPeriod(looksPerSecond)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    this.stored = stored;
    this.charges = charges;
    this.work = new DueWork<>("charge", AT_ONCE, this::claimDue, StoredCharge::id, this::look);
    this.unresolved =
        new Unresolved(
            "charge",
            "Charges whose outcome stayed unknown after many looks at the provider",
            LOOKS_QUIET,
            meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("charge-resolver", PAUSE, this::pass));
  }

  /** Looks at all charges whose time has come, as far as the budget goes. */
  void pass() {
    work.pass();
  }

  private List<StoredCharge> claimDue(int limit) {
    var affordable = Math.min(limit, budget.getMetrics().getAvailablePermissions());
    if (affordable <= 0) return List.of();
    var due = stored.claimDue(affordable);
    if (!due.isEmpty()) budget.acquirePermission(due.size());
    return due;
  }

  private void look(StoredCharge charge) {
    if (charge.charge().work() != null) unresolved.looked(charge.id(), charge.looks());
    charges.resolve(charge);
  }
}
