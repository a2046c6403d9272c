package souk.dispatch.matching.cost;

import java.util.Collection;

/**
 * What a driver did in the last hour.
 *
 * @param trips that he completed
 * @param earnedMinor their fares in minor units of the city's currency
 */
public record Work(long trips, long earnedMinor) {
  public static final Work NONE = new Work(0, 0);

  /** What drivers did on average. */
  public record Mean(double trips, double earnedMinor) {}

  /** The mean of what several did; nothing when there are none. */
  public static Mean mean(Collection<Work> all) {
    return new Mean(
        all.stream().mapToLong(Work::trips).average().orElse(0),
        all.stream().mapToLong(Work::earnedMinor).average().orElse(0));
  }
}
