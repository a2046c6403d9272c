package souk.payments.charge;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Pool;

/**
 * Drives on every charge that nobody else does: one whose caller died between intent and outcome,
 * one whose outcome is unknown, one whose authorization should have run out.
 */
@Singleton
final class ChargeResolver implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(ChargeResolver.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 32;
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredCharges stored;
  private final Charges charges;
  private final RateLimiter budget;
  private final Counter unresolved;

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
    this.unresolved =
        Counter.builder("souk.charge.unresolved")
            .description("Charges whose outcome stayed unknown after many looks at the provider")
            .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("charge-resolver", PAUSE, this::pass));
  }

  /** Looks at all charges whose time has come, as far as the budget goes. */
  void pass() {
    List<StoredCharge> due;
    do {
      due = claimDue();
      due.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::look)).forEach(_ -> {});
    } while (due.size() == BATCH);
  }

  private List<StoredCharge> claimDue() {
    var affordable = Math.min(BATCH, budget.getMetrics().getAvailablePermissions());
    if (affordable <= 0) return List.of();
    var due = stored.claimDue(affordable);
    if (!due.isEmpty()) budget.acquirePermission(due.size());
    return due;
  }

  private StoredCharge look(StoredCharge charge) {
    alert(charge);
    try {
      return Pool.BACKGROUND.call(() -> charges.resolve(charge));
    } catch (RuntimeException failure) {
      log.warn("charge {} could not be looked at: {}", charge.id(), failure.toString());
      return charge;
    }
  }

  /** A person is needed; the looks go on, and nothing is ever assumed. */
  private void alert(StoredCharge charge) {
    if (charge.looks() != LOOKS_QUIET || charge.charge().work() == null) return;
    unresolved.increment();
    log.error("charge {} is still unresolved after {} looks", charge.id(), charge.looks());
  }
}
