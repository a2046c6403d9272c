package souk.booking.fare;

import java.time.Duration;

/**
 * What a trace says of the way with the rider in the car.
 *
 * @param metres by road
 * @param time from the start until the car stood where the ride ended
 * @param confidence from 0, a guess, to 1
 * @param metresFromDropoff how far from the drop-off the ride ended
 * @param passedDropoff whether the car had been at the drop-off before and left it again
 */
public record Measured(
    long metres, Duration time, double confidence, long metresFromDropoff, boolean passedDropoff) {
  /** Whoever ends no farther away has arrived; doors are not on the road. */
  private static final long ARRIVED_METRES = 150;

  /** 216 km/h, on average: nobody drives that in a town. */
  private static final long METRES_PER_SECOND_MAX = 60;

  /**
   * @throws IllegalArgumentException for a negative distance or time
   */
  public Measured {
    if (metres < 0 || metresFromDropoff < 0 || time.isNegative()) {
      throw new IllegalArgumentException("a way is not negative: " + metres + " m, " + time);
    }
  }

  boolean endsAtDropoff() {
    return metresFromDropoff <= ARRIVED_METRES;
  }

  boolean isPossible() {
    return metres <= METRES_PER_SECOND_MAX * Math.max(1, time.toSeconds());
  }
}
