package souk.dispatch.matching;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import souk.dispatch.eta.EtaSource;

/**
 * Why a trip is offered to this driver and not to another; kept with the offer.
 *
 * @param waitedMs how long the trip had waited
 * @param radiusM within which its driver was looked for
 * @param ranked who could have had it, the best first
 * @param passedOver who was near and could not
 */
@Introspected
public record Explanation(
    long waitedMs, int radiusM, List<Ranked> ranked, List<PassedOver> passedOver) {

  Duration waited() {
    return Duration.ofMillis(waitedMs);
  }

  /**
   * One who could have had it.
   *
   * @param etaMs time to the pick-up: the cost
   * @param roadM the way he would drive
   * @param straightM as the crow flies
   * @param positionAgeMs how old his position was
   */
  @Introspected
  public record Ranked(
      UUID driver,
      long etaMs,
      EtaSource etaSource,
      long trafficVersion,
      long roadM,
      long straightM,
      long positionAgeMs) {

    static Ranked of(Snapshot.Seen.Eligible seen) {
      var sight = seen.sight();
      var eta = seen.eta();
      return new Ranked(
          sight.driver(),
          eta.time().toMillis(),
          eta.source(),
          eta.trafficVersion(),
          eta.metres(),
          sight.metres(),
          sight.age().toMillis());
    }
  }

  /** One who was near and could not have it. */
  @Introspected
  public record PassedOver(UUID driver, Snapshot.Reason reason, long straightM) {
    static PassedOver of(Snapshot.Sight sight, Snapshot.Reason reason) {
      return new PassedOver(sight.driver(), reason, sight.metres());
    }
  }
}
