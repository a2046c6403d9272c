package souk.dispatch.matching.cost;

import java.time.Duration;

/**
 * The terms of a cost before they are weighed: each a function of its facts alone, bounded, and
 * never moving against its fact. What adds to a cost is positive, what is credited is negative.
 */
final class Terms {
  /** Who has been free for longer gains no more. */
  static final Duration LONGEST_IDLE = Duration.ofMinutes(15);

  /** From the worst average to the best. */
  static final int STARS_APART = 4;

  /**
   * A driver begins as if he had taken so many offers, so that one refusal of a newcomer says
   * little (additive smoothing).
   */
  static final int OFFERS_ON_CREDIT = 5;

  private Terms() {}

  /** Seconds to the pick-up. The search's limit bounds it. */
  static double eta(Duration toPickup) {
    return seconds(toPickup);
  }

  /**
   * From −1 to 1, and 0 for a driver without ratings.
   *
   * @param starsBelow his average is below what is assumed of such a one
   */
  static double rating(double starsBelow) {
    return Math.clamp(starsBelow / STARS_APART, -1, 1);
  }

  /** From 0 for a driver who took whatever he was offered to less than 1. */
  static double acceptance(int refused, int answered) {
    return (double) refused / (answered + OFFERS_ON_CREDIT);
  }

  /**
   * From 0 for a driver without work to less than 1; ½ for one who had as much as the mean. Trips
   * and earnings count alike: who has many short trips waits as little as who has a long one.
   */
  static double fairness(Work his, Work.Mean mean) {
    return (share(his.trips(), mean.trips()) + share(his.earnedMinor(), mean.earnedMinor())) / 2;
  }

  /** From 0 to −1 for a driver who has been free for {@link #LONGEST_IDLE} or more. */
  static double idle(Duration free) {
    return -part(free, LONGEST_IDLE);
  }

  /** From 0 to −1 for a trip that has been looked for as long as a search lasts. */
  static double waiting(Duration waited, Duration search) {
    return -part(waited, search);
  }

  /** −1 for a trip whose driver gave it back, else 0. */
  static double givenBack(boolean wasGivenBack) {
    return wasGivenBack ? -1 : 0;
  }

  private static double share(long his, double mean) {
    return his == 0 ? 0 : his / (his + mean);
  }

  private static double part(Duration time, Duration longest) {
    return Math.clamp(seconds(time) / seconds(longest), 0, 1);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
