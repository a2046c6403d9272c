package souk.sim.plan;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Durations from the shortest to the longest, both possible, all equally likely. */
public record Span(Duration min, Duration max) {

  static Span ofMillis(long min, long max) {
    return new Span(Duration.ofMillis(min), Duration.ofMillis(max));
  }

  /** One of them, to the millisecond. */
  Duration draw(RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(min.toMillis(), max.toMillis() + 1));
  }

  /** A waiting time without memory, to the millisecond. */
  static Duration exponential(Duration mean, RandomGenerator random) {
    return Duration.ofMillis(Math.round(mean.toMillis() * random.nextExponential()));
  }
}
