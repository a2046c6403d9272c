package souk.bench.report;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long one kind of thing took, each from the instant at which it was meant to begin: what waits
 * for its turn behind a stall is counted with its wait. Safe for use by many threads.
 */
public final class Latencies {
  private static final long MICROS_MAX = Duration.ofHours(1).toNanos() / 1_000;

  /** Values differ from what was recorded by less than a thousandth. */
  private static final int DIGITS = 3;

  private final Histogram micros = new ConcurrentHistogram(MICROS_MAX, DIGITS);

  /** Counts what was meant to begin at this instant of {@link System#nanoTime} and ends now. */
  public void sinceIntended(long intendedNanos) {
    took(Duration.ofNanos(System.nanoTime() - intendedNanos));
  }

  /** Counts what took this long; more than an hour counts as an hour. */
  public void took(Duration time) {
    micros.recordValue(Math.clamp(time.toNanos() / 1_000, 0, MICROS_MAX));
  }

  /** What was counted so far; all are 0 when nothing was. */
  public Percentiles percentiles() {
    return new Percentiles(
        at(50), at(95), at(99), millis(micros.getMaxValue()), micros.getTotalCount());
  }

  private double at(double percentile) {
    return millis(micros.getValueAtPercentile(percentile));
  }

  private static double millis(long micros) {
    return Math.round(micros / 10.0) / 100.0;
  }
}
