package souk.embedded.stripe.fault;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import souk.embedded.stripe.api.Answer;
import souk.embedded.stripe.api.ApiRequest;
import souk.embedded.stripe.api.Handling;
import souk.embedded.stripe.api.Handling.Failure;
import souk.embedded.stripe.api.StripeApi;

/** Stripe as its callers know it: it takes time, and now and then something is lost. */
public final class UnreliableApi implements AutoCloseable {
  private final StripeApi api;
  private final Mishaps mishaps;
  private final ScheduledExecutorService late =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stripe-late-effects").factory());

  private final InstantSource clock;
  private final RateLimiter limiter = new RateLimiter();
  private volatile Latency latency;

  /** The API with faults and latency in front of it. */
  public UnreliableApi(StripeApi api, Mishaps mishaps, Latency latency, InstantSource clock) {
    this.api = api;
    this.mishaps = mishaps;
    this.latency = latency;
    this.clock = clock;
  }

  /** How many requests are served in a second. */
  public RateLimits rateLimits() {
    return limiter.inForce();
  }

  /** So many are served from now on. */
  public void rateLimits(RateLimits limits) {
    limiter.set(limits);
  }

  /** Answers take that long from now on. */
  public void latency(Latency newLatency) {
    latency = newLatency;
  }

  /** Serves a request, or does to it what chance wants. */
  public Delivery deliver(ApiRequest request) {
    var limited = limiter.limits(request, clock.instant());
    if (limited.isPresent()) return new Delivery(api.rateLimit(limited.get()), Duration.ZERO);
    var fate = mishaps.ofRequest(request, latency);
    return fate.fault()
        .map(fault -> deliver(request, fault, fate.takes()))
        .orElseGet(() -> delivered(request, Failure.NONE, fate.takes()));
  }

  private Delivery deliver(ApiRequest request, Fault fault, Duration takes) {
    var delayed = takes.plus(fault.delay());
    return switch (fault.kind()) {
      case LOSE_REQUEST -> Delivery.lost(takes);
      case HANG_REQUEST -> Delivery.lost(delayed);
      case LOSE_ANSWER -> lostAfterEffect(request, takes, takes);
      case HANG_ANSWER -> lostAfterEffect(request, takes, delayed);
      case LATE_EFFECT -> lateEffect(request, takes, delayed);
      case DECLINE -> delivered(request, Failure.DECLINED, takes);
      case ERROR_BEFORE -> delivered(request, Failure.BEFORE_EFFECT, takes);
      case ERROR_AFTER -> delivered(request, Failure.AFTER_EFFECT, takes);
      case LOCK_TIMEOUT -> new Delivery(api.lockTimeout(), takes);
      case RATE_LIMIT -> new Delivery(api.rateLimit(RateLimits.OF_ACCOUNT), takes);
      case SLOW -> delivered(request, Failure.NONE, delayed);
      case WEBHOOK_DUPLICATED, WEBHOOK_DELAYED, WEBHOOK_LOST ->
          throw new IllegalStateException("no fault of a request: " + fault);
    };
  }

  private Delivery delivered(ApiRequest request, Failure failure, Duration takes) {
    return new Delivery(executed(request, failure, takes), takes);
  }

  private Delivery lostAfterEffect(ApiRequest request, Duration takes, Duration lostAfter) {
    var _ = executed(request, Failure.NONE, takes);
    return Delivery.lost(lostAfter);
  }

  private Answer executed(ApiRequest request, Failure failure, Duration takes) {
    return api.execute(request, new Handling(failure, takes));
  }

  private Delivery lateEffect(ApiRequest request, Duration takes, Duration until) {
    if (!api.hold(request, until.plusSeconds(1))) return delivered(request, Failure.NONE, takes);
    var _ = late.schedule(() -> api.executeHeld(request), until.toNanos(), TimeUnit.NANOSECONDS);
    return Delivery.lost(until);
  }

  @Override
  public void close() {
    late.shutdownNow();
  }
}
