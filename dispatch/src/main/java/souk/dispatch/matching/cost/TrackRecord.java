package souk.dispatch.matching.cost;

import java.time.Instant;

/**
 * What a driver's rows say of his last offers and trips, and what his riders think of him.
 *
 * @param answered how many of his last offers came to an end that was his doing
 * @param refused how many of them he declined, let pass or gave back
 * @param lastHour the trips he completed
 * @param freeSince when he came on line, or ended his last trip
 * @param starsBelow how far his average is below what is assumed of a driver without ratings;
 *     negative when it is above, 0 when he has none
 */
public record TrackRecord(
    int answered, int refused, Work lastHour, Instant freeSince, double starsBelow) {
  /** Of somebody of whom nothing is known. */
  public static TrackRecord none(Instant now) {
    return new TrackRecord(0, 0, Work.NONE, now, 0);
  }
}
