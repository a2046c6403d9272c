package souk.embedded.stripe.fault;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import souk.embedded.stripe.api.ApiRequest;
import souk.embedded.stripe.api.Operation;

/** Counts requests by the second in which they come; thread-safe. */
final class RateLimiter {
  private RateLimits limits = RateLimits.NONE;
  private long second = Long.MIN_VALUE;
  private final Map<String, Integer> counted = new HashMap<>();

  synchronized RateLimits inForce() {
    return limits;
  }

  synchronized void set(RateLimits newLimits) {
    limits = newLimits;
    counted.clear();
  }

  /** Which limit a request is over, if it is over one; then it does not count. */
  synchronized Optional<String> limits(ApiRequest request, Instant now) {
    if (limits.equals(RateLimits.NONE)) return Optional.empty();
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      counted.clear();
    }
    var account = String.valueOf(request.stripeAccount());
    var endpoint = account + " " + endpoint(request);
    if (isFull(account, limits.perSecond())) return Optional.of(RateLimits.OF_ACCOUNT);
    if (isFull(endpoint, limits.perEndpoint())) return Optional.of(RateLimits.OF_ENDPOINT);
    counted.merge(account, 1, Integer::sum);
    counted.merge(endpoint, 1, Integer::sum);
    return Optional.empty();
  }

  private boolean isFull(String what, int limit) {
    return limit > 0 && counted.getOrDefault(what, 0) >= limit;
  }

  private static String endpoint(ApiRequest request) {
    return Operation.route(request.method(), request.path())
        .map(route -> route.operation().wireName())
        .orElse("unknown");
  }
}
