package souk.sim.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a phone waits before it tries again: twice as long each time up to a bound, of which a
 * random part is taken so that phones do not come back in chorus.
 */
record Backoff(Duration first, Duration max) {
  static final Backoff USUAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));

  private static final int DOUBLINGS_MAX = 20;

  /** A server that wants a phone gone for longer is asked again all the same. */
  private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

  /** The wait after {@code failures} attempts (from 1); at least what the server asked for. */
  Duration delay(int failures, Optional<Duration> retryAfter, RandomGenerator random) {
    var doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    var bound = doubled.compareTo(max) < 0 ? doubled : max;
    var jittered = Duration.ofMillis(random.nextLong(bound.toMillis() / 2, bound.toMillis() + 1));
    return retryAfter.map(Backoff::bounded).map(jittered::plus).orElse(jittered);
  }

  private static Duration bounded(Duration retryAfter) {
    return retryAfter.compareTo(RETRY_AFTER_MAX) < 0 ? retryAfter : RETRY_AFTER_MAX;
  }
}
