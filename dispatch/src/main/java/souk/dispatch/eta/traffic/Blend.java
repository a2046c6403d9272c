package souk.dispatch.eta.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How much slower than in free flow a road is, from what few or many drivers did on it.
 *
 * <p>With the drivers' slowdowns (their time over the time in free flow), each as old as it is:
 *
 * <pre>
 *   m = their lower median
 *   n = Σ 2^(−age / {@link #HALF_LIFE})
 *   z = n / (n + {@link #FREE_FLOW_DRIVERS})
 *   slowdown = 1 + z (m − 1)
 * </pre>
 *
 * <p>z is the credibility of an experience of size n beside a prior (H. Bühlmann, "Experience
 * Rating and Credibility", ASTIN Bulletin 4, 1967); its size fades with age by exponential
 * smoothing. Slowdowns are blended rather than speeds, because times add up along a way and speeds
 * do not (J. G. Wardrop, "Some Theoretical Aspects of Road Traffic Research", 1952: the mean that
 * counts is over space). The median is not moved by the half that stands for reasons of its own (P.
 * J. Huber, "Robust Statistics", 1981); of two the faster is believed.
 */
final class Blend {
  /** One driver is an anecdote: he may have stopped for a coffee. */
  static final int DRIVERS_MIN = 2;

  /** A choice: so many fresh drivers are believed as much as free flow is. */
  static final double FREE_FLOW_DRIVERS = 2;

  /** A choice: queues at crossings come and go in a few times that. */
  static final Duration HALF_LIFE = Duration.ofMinutes(5);

  private Blend() {}

  /**
   * What one driver did on a road last.
   *
   * @param slowdown his time over the time in free flow
   */
  record Seen(double slowdown, Instant at) {}

  /** The road's slowdown, between 1 and theirs; 1 when they are too few. */
  static double slowdown(Collection<Seen> drivers, Instant now) {
    if (drivers.size() < DRIVERS_MIN) return 1;
    var size = drivers.stream().mapToDouble(seen -> freshness(seen.at(), now)).sum();
    var credibility = size / (size + FREE_FLOW_DRIVERS);
    return 1 + credibility * (lowerMedian(drivers) - 1);
  }

  /** From 1 down to 0. */
  private static double freshness(Instant at, Instant now) {
    var age = Math.max(0, Duration.between(at, now).toMillis());
    return Math.pow(2, -age / (double) HALF_LIFE.toMillis());
  }

  private static double lowerMedian(Collection<Seen> drivers) {
    return drivers.stream()
        .mapToDouble(Seen::slowdown)
        .sorted()
        .skip((drivers.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
