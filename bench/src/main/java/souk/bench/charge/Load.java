package souk.bench.charge;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import souk.bench.charge.ProviderTime.Caller;
import souk.bench.load.Arrivals;
import souk.bench.report.Latencies;
import souk.bench.report.Percentiles;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.ChargeStatus;

/** One use case, begun at the instants that {@link Arrivals} say, each in a thread of its own. */
final class Load {
  /** For the last to end; a call to the provider gives up after seconds. */
  private static final Duration LAST = Duration.ofSeconds(60);

  private final ChargeStatus wanted;
  private final Caller caller;
  private final UseCase useCase;
  private final Latencies whole = new Latencies();
  private final Latencies own = new Latencies();
  private final Latencies provider = new Latencies();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong lastDone = new AtomicLong();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  private Load(ChargeStatus wanted, Caller caller, UseCase useCase) {
    this.wanted = wanted;
    this.caller = caller;
    this.useCase = useCase;
  }

  /** What is measured. */
  interface UseCase {
    /** Does it once. */
    ChargeStanding run();
  }

  /**
   * What came of it.
   *
   * @param wholeMs from the intended start to the end, of all, also of those that failed
   * @param ownMs of it, what was not spent inside the provider's port
   * @param providerMs what was
   * @param done how many ended as wanted
   * @param failed how many did not
   * @param perSecond of those that ended as wanted, from the beginning until the last of them
   * @param failure what the first of the others said
   */
  record Outcome(
      Percentiles wholeMs,
      Percentiles ownMs,
      Percentiles providerMs,
      int done,
      int failed,
      double perSecond,
      Optional<String> failure) {}

  /** Begins all, and returns when all have ended. */
  static Outcome run(Arrivals arrivals, ChargeStatus wanted, Caller caller, UseCase useCase)
      throws InterruptedException {
    return new Load(wanted, caller, useCase).run(arrivals);
  }

  private Outcome run(Arrivals arrivals) throws InterruptedException {
    var count = arrivals.offsets().size();
    var underway = new CountDownLatch(count);
    var began = System.nanoTime();
    arrivals.begin(intended -> {
      one(intended);
      underway.countDown();
    });
    if (!underway.await(LAST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(underway.getCount() + " did not end");
    }
    return new Outcome(
        whole.percentiles(),
        own.percentiles(),
        provider.percentiles(),
        done.get(),
        count - done.get(),
        perSecond(done.get(), Duration.ofNanos(lastDone.get() - began)),
        Optional.ofNullable(failure.get()));
  }

  private void one(long intended) {
    var inside = ProviderTime.of(caller, this::attempt);
    var took = Duration.ofNanos(System.nanoTime() - intended);
    whole.took(took);
    own.took(took.minus(inside));
    provider.took(inside);
  }

  private void attempt() {
    try {
      var standing = useCase.run();
      if (standing.status() == wanted) {
        done.incrementAndGet();
        lastDone.accumulateAndGet(System.nanoTime(), Math::max);
      } else {
        failure.compareAndSet(null, standing.status() + " " + standing.reason());
      }
    } catch (RuntimeException refused) {
      failure.compareAndSet(null, refused.toString());
    }
  }

  /** To a tenth; 0 of none. */
  static double perSecond(int count, Duration time) {
    return count == 0 ? 0 : Math.round(10 * count / (time.toNanos() / 1e9)) / 10.0;
  }
}
