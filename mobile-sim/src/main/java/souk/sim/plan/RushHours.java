package souk.sim.plan;

/**
 * How commuters arrive: a share of them around two instants, the others evenly. The curve only
 * bends time, so that whoever draws a number arrives in the same order under every curve.
 *
 * @param share of all first rides that belong to the two rush hours, from 0 to 1
 */
public record RushHours(double share) {
  private static final double MORNING = 0.25;
  private static final double EVENING = 0.7;
  private static final double HALF_WIDTH = 0.12;

  /** Halving the window so often leaves less than a nanosecond of an hour. */
  private static final int HALVINGS = 45;

  public RushHours {
    if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("rush " + share);
  }

  /** The share of the window after which the {@code drawn} share of all have arrived. */
  double instant(double drawn) {
    if (share == 0) return drawn;
    var low = 0.0;
    var high = 1.0;
    for (int i = 0; i < HALVINGS; i++) {
      var middle = (low + high) / 2;
      if (arrived(middle) < drawn) low = middle;
      else high = middle;
    }
    return low;
  }

  private double arrived(double instant) {
    var rush =
        (peak((instant - MORNING) / HALF_WIDTH) + peak((instant - EVENING) / HALF_WIDTH)) / 2;
    return (1 - share) * instant + share * rush;
  }

  /** The distribution of a triangle from −1 to 1. */
  private static double peak(double x) {
    if (x <= -1) return 0;
    if (x >= 1) return 1;
    return x < 0 ? (1 + x) * (1 + x) / 2 : 1 - (1 - x) * (1 - x) / 2;
  }
}
