package souk.dispatch.eta.ledger;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far promises were from what happened, in seconds.
 *
 * @param n how many promises
 * @param medianS half of them were at most so far out, either way
 * @param p90S nine of ten were at most so far out, either way
 * @param biasS the mean of how much longer it took; negative when it was mostly sooner
 */
@Introspected
@Schema(name = "EtaErrors")
record EtaErrors(long n, long medianS, long p90S, double biasS) {
  /** Of nothing there is no error. */
  static final EtaErrors NONE = new EtaErrors(0, 0, 0, 0);

  /** An error and how often it was made; positive when it took longer than promised. */
  record Times(int errorSeconds, long times) {}

  /** Exact over the whole seconds that are kept; a quantile is the nearest rank's. */
  static EtaErrors of(Stream<Times> errors) {
    var bySize = new TreeMap<Long, Long>();
    long n = 0;
    double sum = 0;
    for (var error : (Iterable<Times>) errors::iterator) {
      bySize.merge(Math.abs((long) error.errorSeconds()), error.times(), Long::sum);
      n += error.times();
      sum += (double) error.errorSeconds() * error.times();
    }
    if (n == 0) return NONE;
    return new EtaErrors(n, quantile(bySize, n, 50), quantile(bySize, n, 90), rounded(sum / n));
  }

  private static long quantile(Map<Long, Long> bySize, long n, int percent) {
    var rank = Math.ceilDiv(n * percent, 100);
    long before = 0;
    for (var size : bySize.entrySet()) {
      before += size.getValue();
      if (before >= rank) return size.getKey();
    }
    throw new IllegalStateException("rank %d of %d".formatted(rank, before));
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
