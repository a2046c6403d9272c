package souk.embedded.stripe.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long answers take: log-normal, given by its median and 99th percentile. */
public record Latency(Duration median, Duration p99) {
  /** No time at all. */
  public static final Latency NONE = fixed(Duration.ZERO);

  /** The 99th percentile of the standard normal distribution. */
  private static final double Z99 = 2.326_347_874;

  public Latency {
    if (median.isNegative() || p99.compareTo(median) < 0) {
      throw new IllegalArgumentException("latency needs 0 <= median <= p99");
    }
  }

  /** Always the same. */
  public static Latency fixed(Duration latency) {
    return new Latency(latency, latency);
  }

  Duration draw(RandomGenerator chance) {
    if (median.isZero()) return Duration.ZERO;
    var sigma = Math.log((double) p99.toNanos() / median.toNanos()) / Z99;
    return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * chance.nextGaussian())));
  }
}
