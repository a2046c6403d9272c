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

  /** This way and another after it; no surer than the less sure of them. */
  public Estimate then(Estimate next) {
    var less = source == EtaSource.STRAIGHT_LINE ? this : next;
    return new Estimate(time.plus(next.time), less.source, less.trafficVersion);
  }
}
