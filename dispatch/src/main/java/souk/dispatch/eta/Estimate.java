package souk.dispatch.eta;

import java.time.Duration;

/**
 * A time that somebody is told he or another will need.
 *
 * @param trafficVersion the speeds it was computed with; 0 is free flow
 */
public record Estimate(Duration time, EtaSource source, long trafficVersion) {
  /** What is told of an arrival time. */
  public static Estimate of(Eta eta) {
    return new Estimate(eta.time(), eta.source(), eta.trafficVersion());
  }
}
