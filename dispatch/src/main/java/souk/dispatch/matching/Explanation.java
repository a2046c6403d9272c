package souk.dispatch.matching;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.cost.Cost;

/**
 * Why a trip is offered to this driver and not to another; kept with the offer.
 *
 * @param waitedMs how long the trip had waited since it was asked for or its last offer ended
 * @param radiusM within which its driver was looked for
 * @param ranked who could have had it, the one it is offered to first, then the cheapest first
 * @param passedOver who was near and could not, the nearest first
 */
@Introspected
@Schema(name = "OfferExplanation")
public record Explanation(
    long waitedMs, int radiusM, List<Ranked> ranked, List<PassedOver> passedOver) {

  Duration waited() {
    return Duration.ofMillis(waitedMs);
  }

  /**
   * One who could have had it.
   *
   * @param costMs the sum of the terms
   * @param terms what the cost is made of
   * @param etaMs time to the pick-up, the rest of his present trip included
   * @param roadM the way he would drive to the pick-up from where he sets off
   * @param straightM as the crow flies
   * @param positionAgeMs how old his position was
   * @param afterTrip the trip that he drives and would end first; null of a free driver
   * @param remainingMs of it, or null
   */
  @Introspected
  @Schema(name = "RankedDriver")
  public record Ranked(
      UUID driver,
      long costMs,
      List<Cost.Part> terms,
      long etaMs,
      EtaSource etaSource,
      long trafficVersion,
      long roadM,
      long straightM,
      long positionAgeMs,
      @Nullable UUID afterTrip,
      @Nullable Long remainingMs) {

    static Ranked of(Search.Candidate candidate) {
      var sight = candidate.seen().sight();
      var eta = candidate.seen().eta();
      var present = candidate.seen().present();
      return new Ranked(
          sight.driver(),
          candidate.cost().millis(),
          candidate.cost().parts(),
          candidate.seen().arrival().toMillis(),
          eta.source(),
          eta.trafficVersion(),
          eta.metres(),
          sight.metres(),
          sight.age().toMillis(),
          present == null ? null : present.trip(),
          present == null ? null : present.remaining().toMillis());
    }
  }

  /**
   * One who was near and could not have it.
   *
   * @param costMs what he would have cost; null for whom that was not computed
   * @param forTrip the trip that was worth more; null for any other reason
   */
  @Introspected
  @Schema(name = "PassedOverDriver")
  public record PassedOver(
      UUID driver, Reason reason, long straightM, @Nullable Long costMs, @Nullable UUID forTrip) {

    static PassedOver of(Snapshot.Sight sight, Reason reason) {
      return new PassedOver(sight.driver(), reason, sight.metres(), null, null);
    }

    static PassedOver taken(Search.Candidate candidate, UUID forTrip) {
      return new PassedOver(
          candidate.driver(), Reason.TAKEN, candidate.metres(), candidate.cost().millis(), forTrip);
    }

    static PassedOver beyond(Search.Candidate candidate) {
      return new PassedOver(
          candidate.driver(),
          Reason.BEYOND_RADIUS,
          candidate.metres(),
          candidate.cost().millis(),
          null);
    }
  }
}
