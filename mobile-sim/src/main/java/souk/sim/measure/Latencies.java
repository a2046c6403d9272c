package souk.sim.measure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Latency per step, counted from the instant at which the step was meant to begin, with its retries
 * and waits; and beside it what a stopwatch around the last attempt shows.
 */
public final class Latencies {
  private static final long MICROS_MAX = Duration.ofHours(1).toNanos() / 1_000;
  private static final int DIGITS = 3;

  private final Map<Step, Histogram> intended = histograms();
  private final Map<Step, Histogram> raw = histograms();

  /** Percentiles in milliseconds of {@code n} values. */
  public record Percentiles(double p50, double p95, double p99, long n) {}

  /** Counts a step that was meant to begin at this instant of {@link System#nanoTime}. */
  public void sinceIntended(Step step, long intendedNanos) {
    record(intended, step, Duration.ofNanos(System.nanoTime() - intendedNanos));
  }

  /** Counts a step that took this long from its intended start. */
  public void took(Step step, Duration duration) {
    record(intended, step, duration);
  }

  /** Counts what a naive stopwatch would have measured for a step. */
  public void raw(Step step, Duration duration) {
    record(raw, step, duration);
  }

  /** Percentiles of every step that happened, by its label. */
  public Map<String, Percentiles> fromIntendedStart() {
    return percentiles(intended);
  }

  /** The naive percentiles of every step that has any, by its label. */
  public Map<String, Percentiles> lastAttemptOnly() {
    return percentiles(raw);
  }

  private static void record(Map<Step, Histogram> histograms, Step step, Duration duration) {
    var micros = Math.clamp(duration.toNanos() / 1_000, 0, MICROS_MAX);
    Objects.requireNonNull(histograms.get(step)).recordValue(micros);
  }

  private static Map<String, Percentiles> percentiles(Map<Step, Histogram> histograms) {
    var percentiles = new TreeMap<String, Percentiles>();
    histograms.forEach((step, histogram) -> {
      if (histogram.getTotalCount() > 0) percentiles.put(step.label(), percentiles(histogram));
    });
    return percentiles;
  }

  private static Percentiles percentiles(Histogram histogram) {
    return new Percentiles(
        millis(histogram, 50),
        millis(histogram, 95),
        millis(histogram, 99),
        histogram.getTotalCount());
  }

  /** To a hundredth: the operating system's sleep is no more exact than that anyway. */
  private static double millis(Histogram histogram, double percentile) {
    return Math.round(histogram.getValueAtPercentile(percentile) / 10.0) / 100.0;
  }

  private static Map<Step, Histogram> histograms() {
    var histograms = new EnumMap<Step, Histogram>(Step.class);
    for (var step : Step.values()) {
      histograms.put(step, new ConcurrentHistogram(MICROS_MAX, DIGITS));
    }
    return histograms;
  }
}
