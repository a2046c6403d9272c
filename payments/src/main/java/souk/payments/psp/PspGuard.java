package souk.payments.psp;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import souk.payments.psp.PspOutcome.Declined;
import souk.payments.psp.PspOutcome.Rejected;
import souk.payments.psp.PspOutcome.Retryable;
import souk.payments.psp.PspOutcome.Succeeded;
import souk.payments.psp.PspOutcome.Unknown;
import souk.platform.tracing.Traces;

/**
 * The one bulkhead, circuit breaker and budget of retries that all calls to the provider share,
 * each call counted, timed and shown in the trace of whoever makes it. While the breaker is open
 * every call answers at once that it may be made again later. The time limit of a call is the
 * provider's own adapter's; it lies inside, so that the breaker sees it.
 */
public final class PspGuard {
  private static final int WINDOW = 20;
  private static final int CALLS_MIN = 10;
  private static final int PROBES = 3;

  private final String provider;
  private final Bulkhead bulkhead;
  private final RetryBudget retries;
  private final CircuitBreaker breaker;
  private final Duration pause;
  private final MeterRegistry meters;
  private final Traces traces;
  private volatile long openedAtNanos = System.nanoTime();

  /**
   * A guard of its own; there is one for each provider.
   *
   * @param provider whose name it is known by in every process
   * @param callsMax how many calls may wait for the provider at once
   * @param pause how long the provider is left alone once half of the last calls have failed
   * @param retriesPerSecond how many calls that were not answered may be made again
   */
  public PspGuard(
      String provider,
      int callsMax,
      Duration pause,
      int retriesPerSecond,
      MeterRegistry meters,
      Traces traces) {
    this.provider = provider;
    this.pause = pause;
    this.retries = new RetryBudget(retriesPerSecond);
    this.meters = meters;
    this.traces = traces;
    this.bulkhead = bulkhead(callsMax);
    this.breaker = breaker(pause);
    onTurn(() -> openedAtNanos = System.nanoTime());
    Gauge.builder("souk.psp.breaker.open", breaker, b -> b.getState() == State.OPEN ? 1 : 0)
        .description("1 while the payment provider is left alone because it failed too often")
        .register(meters);
  }

  private static Bulkhead bulkhead(int callsMax) {
    // no waiting: a caller who queues here holds up its saga without being any closer to an answer
    return Bulkhead.of(
        "psp",
        BulkheadConfig.custom()
            .maxConcurrentCalls(callsMax)
            .maxWaitDuration(Duration.ZERO)
            .build());
  }

  private static CircuitBreaker breaker(Duration pause) {
    return CircuitBreaker.of(
        "psp",
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(CALLS_MIN)
            .permittedNumberOfCallsInHalfOpenState(PROBES)
            .waitDurationInOpenState(pause)
            // while new payments are refused at the door nobody might call and so find out
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .recordResult(PspGuard::isFailure)
            .build());
  }

  String provider() {
    return provider;
  }

  /** For how long yet this process leaves the provider alone, if it does: calls are not made. */
  public Optional<Duration> leftAlone() {
    return breaker.getState() == State.OPEN ? Optional.of(left()) : Optional.empty();
  }

  private Duration left() {
    var left = pause.minusNanos(System.nanoTime() - openedAtNanos);
    return left.isPositive() ? left : Duration.ofMillis(1);
  }

  /** What the breaker says just now. */
  BreakerReport report(Duration believed) {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> new BreakerReport(BreakerState.OPEN, left(), believed);
      case HALF_OPEN -> new BreakerReport(BreakerState.TRYING, Duration.ZERO, believed);
      case CLOSED, DISABLED, METRICS_ONLY ->
          new BreakerReport(BreakerState.CLOSED, Duration.ZERO, believed);
    };
  }

  /** Is told when the breaker turns, in the thread whose call turned it: it must not wait. */
  void onTurn(Runnable listener) {
    breaker.getEventPublisher().onStateTransition(_ -> listener.run());
  }

  /**
   * Makes a call that moves money.
   *
   * @param operation its name in measurements and traces, such as {@code capture}
   * @param key by which it is known when it is made again
   */
  public <T> PspOutcome<T> write(String operation, PspKey key, Supplier<PspOutcome<T>> call) {
    return timed(operation, PspGuard::name, () -> guarded(key.value(), call, Retryable::new));
  }

  /**
   * Asks a question that changes nothing; otherwise as {@link #write}.
   *
   * @param about by which the question is known when it is asked again
   */
  public <T> Lookup<T> read(String operation, Object about, Supplier<Lookup<T>> call) {
    var question = operation + " " + about;
    return timed(operation, PspGuard::name, () -> guarded(question, call, Lookup.Unavailable::new));
  }

  private <T> T guarded(String request, Supplier<T> call, Function<Hindrance, T> hindered) {
    if (!retries.allows(request)) return hindered.apply(Hindrance.RETRIES_SPENT);
    var result = shielded(call, hindered);
    retries.note(request, isAnswer(result));
    return result;
  }

  private <T> T shielded(Supplier<T> call, Function<Hindrance, T> hindered) {
    try {
      return bulkhead.executeSupplier(() -> breaker.executeSupplier(call));
    } catch (BulkheadFullException full) {
      return hindered.apply(Hindrance.BULKHEAD_FULL);
    } catch (CallNotPermittedException open) {
      return hindered.apply(Hindrance.BREAKER_OPEN);
    }
  }

  private <T> T timed(String operation, Function<T, String> name, Supplier<T> call) {
    var sample = Timer.start(meters);
    var result = traces.call("psp " + operation, SpanKind.CLIENT, call);
    sample.stop(
        Timer.builder("souk.psp.call")
            .description("Calls to the payment provider")
            .tag("operation", operation)
            .tag("outcome", name.apply(result).toLowerCase(Locale.ROOT))
            .register(meters));
    return result;
  }

  private static boolean isAnswer(Object result) {
    return switch (result) {
      case Unknown<?> _, Retryable<?> _, Lookup.Unavailable<?> _ -> false;
      case Object _ -> true;
    };
  }

  /**
   * Declines and refusals are answers, and so is what nobody here can read: only silence and
   * failure speak against the provider.
   */
  private static boolean isFailure(Object result) {
    return switch (result) {
      case Unknown<?> unknown -> !unknown.isUnreadable();
      case Retryable<?>(var why) -> why.isFailure();
      case Lookup.Unavailable<?>(var why) -> why.isFailure();
      case Object _ -> false;
    };
  }

  private static String name(PspOutcome<?> outcome) {
    return switch (outcome) {
      case Succeeded<?> _ -> "succeeded";
      case Declined<?> _ -> "declined";
      case Rejected<?> _ -> "rejected";
      case Retryable<?>(var why) -> why.name();
      case Unknown<?> _ -> "unknown";
    };
  }

  private static String name(Lookup<?> lookup) {
    return switch (lookup) {
      case Lookup.Found<?> _ -> "found";
      case Lookup.Absent<?> _ -> "absent";
      case Lookup.Unavailable<?>(var why) -> why.name();
    };
  }
}
