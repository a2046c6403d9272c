package souk.dispatch.matching;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.Estimate;

/**
 * A trip for a driver, and why.
 *
 * @param pickup how long it is until he would be at the pick-up
 * @param silence how long the driver had not been heard of when the round looked
 * @param afterTrip the trip that he drives and would end first; null of a free driver
 */
record Proposal(
    UUID trip,
    long tripVersion,
    UUID driver,
    Estimate pickup,
    Duration silence,
    @Nullable UUID afterTrip,
    Explanation explanation) {

  static Proposal of(
      Snapshot.Seeker seeker, Snapshot.Seen.Eligible chosen, Explanation explanation) {
    var present = chosen.present();
    var eta = chosen.eta();
    return new Proposal(
        seeker.trip(),
        seeker.version(),
        chosen.sight().driver(),
        new Estimate(chosen.arrival(), eta.source(), eta.trafficVersion()),
        chosen.sight().age(),
        present == null ? null : present.trip(),
        explanation);
  }
}
