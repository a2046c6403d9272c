package souk.dispatch.matching;

import java.util.Collection;

/**
 * What a driver did in the last hour.
 *
 * @param trips that he completed
 * @param earnedMinor their fares in minor units of the city's currency
 */
record Work(long trips, long earnedMinor) {
  static final Work NONE = new Work(0, 0);

  /** What drivers did on average. */
  record Mean(double trips, double earnedMinor) {}

  /** The mean of what several did; nothing when there are none. */
  static Mean mean(Collection<Work> all) {
    return new Mean(
        all.stream().mapToLong(Work::trips).average().orElse(0),
        all.stream().mapToLong(Work::earnedMinor).average().orElse(0));
  }
}
