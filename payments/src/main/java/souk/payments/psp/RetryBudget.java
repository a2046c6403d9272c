package souk.payments.psp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * How much may be asked once more in a second, by whomever: a provider that recovers is not run
 * over by all that has waited for it. What is asked for the first time is free. What a process has
 * asked before it was started anew counts as not asked.
 */
final class RetryBudget {
  /** Enough for an outage; what is forgotten is free once. */
  private static final int REMEMBERED_MAX = 200_000;

  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  private final RateLimiter budget;
  private final Cache<String, Boolean> unanswered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED_FOR).build();

  RetryBudget(int retriesPerSecond) {
    this.budget =
        RateLimiter.of(
            "psp-retries",
            RateLimiterConfig.custom()
                .limitForPeriod(retriesPerSecond)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
  }

  /** Whether the request may be made now. */
  boolean allows(String request) {
    return unanswered.getIfPresent(request) == null || budget.acquirePermission();
  }

  /** It was made, or would have been; afterwards it is a retry unless it was answered. */
  void note(String request, boolean isAnswered) {
    if (isAnswered) unanswered.invalidate(request);
    else unanswered.put(request, true);
  }
}
