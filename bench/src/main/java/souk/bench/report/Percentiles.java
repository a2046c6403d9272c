package souk.bench.report;

/** Milliseconds that {@code n} values did not exceed, to a hundredth. */
public record Percentiles(double p50, double p95, double p99, double max, long n) {
  @Override
  public String toString() {
    return "p50 %s  p95 %s  p99 %s  max %s ms  (n %d)".formatted(p50, p95, p99, max, n);
  }
}
