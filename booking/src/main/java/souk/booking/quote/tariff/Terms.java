package souk.booking.quote.tariff;

import org.jspecify.annotations.Nullable;

/**
 * What a product costs in a city: amounts in minor units before tax, times in seconds. This is also
 * the form in which a version is kept and pinned in quotes, so it only ever grows by what may be
 * missing.
 *
 * @param minimum what a ride costs at least, before surge and tax
 * @param taxBasisPoints tax on the whole, in hundredths of a percent
 */
public record Terms(
    long base,
    long perKilometre,
    long perMinute,
    long minimum,
    int taxBasisPoints,
    Waiting waiting,
    Cancelling cancelling,
    NoShow noShow,
    Metering metering) {
  private static final long AMOUNT_MAX = 100_000_000;
  private static final long SECONDS_MAX = 86_400;
  private static final int BASIS_POINTS_MAX = 10_000;
  private static final int CEILING_PERCENT_MAX = 1_000;

  /**
   * @throws IllegalArgumentException in one sentence, when something is missing or out of range
   */
  public Terms {
    amount("base", base);
    amount("per_kilometre", perKilometre);
    amount("per_minute", perMinute);
    within("minimum", minimum, 1, AMOUNT_MAX);
    within("tax_basis_points", taxBasisPoints, 0, BASIS_POINTS_MAX);
    given("waiting", waiting);
    given("cancelling", cancelling);
    given("no_show", noShow);
    given("metering", metering);
  }

  /**
   * What a rider pays for letting the driver wait at the pick-up.
   *
   * @param freeSeconds after the arrival
   * @param perMinute thereafter
   * @param longestSeconds how much waiting is charged at most
   */
  public record Waiting(long freeSeconds, long perMinute, long longestSeconds) {
    /**
     * @throws IllegalArgumentException when something is out of range
     */
    public Waiting {
      seconds("waiting.free_seconds", freeSeconds);
      amount("waiting.per_minute", perMinute);
      seconds("waiting.longest_seconds", longestSeconds);
    }
  }

  /**
   * What a rider pays who calls off a ride that has a driver.
   *
   * @param freeSeconds after a driver was found
   * @param late thereafter, once he has set off
   * @param arrived once the driver waits at the pick-up, at once; no less than {@code late}
   */
  public record Cancelling(long freeSeconds, long late, long arrived) {
    /**
     * @throws IllegalArgumentException when something is out of range
     */
    public Cancelling {
      seconds("cancelling.free_seconds", freeSeconds);
      amount("cancelling.late", late);
      within("cancelling.arrived", arrived, late, AMOUNT_MAX);
    }
  }

  /**
   * What a rider pays who does not come.
   *
   * @param waitSeconds after his arrival a driver may say so
   */
  public record NoShow(long waitSeconds, long fee) {
    /**
     * @throws IllegalArgumentException when something is out of range
     */
    public NoShow {
      seconds("no_show.wait_seconds", waitSeconds);
      amount("no_show.fee", fee);
    }
  }

  /**
   * How far the price of a ride may move away from its quote.
   *
   * @param tolerancePercent of the quote; what differs less is billed as quoted
   * @param tolerance likewise in minor units; the larger of both counts
   * @param ceilingPercent of the quote, which the measured way never costs more than
   * @param confidencePercent below which a trace is not believed
   */
  public record Metering(
      int tolerancePercent, long tolerance, int ceilingPercent, int confidencePercent) {
    /**
     * @throws IllegalArgumentException when something is out of range
     */
    public Metering {
      within("metering.tolerance_percent", tolerancePercent, 0, 100);
      amount("metering.tolerance", tolerance);
      within("metering.ceiling_percent", ceilingPercent, 100, CEILING_PERCENT_MAX);
      within("metering.confidence_percent", confidencePercent, 0, 100);
    }
  }

  private static void amount(String name, long minor) {
    within(name, minor, 0, AMOUNT_MAX);
  }

  private static void seconds(String name, long seconds) {
    within(name, seconds, 0, SECONDS_MAX);
  }

  private static void within(String name, long value, long least, long most) {
    if (value >= least && value <= most) return;
    throw new IllegalArgumentException(
        "%s must be from %d to %d, not %d".formatted(name, least, most, value));
  }

  private static void given(String name, @Nullable Object part) {
    if (part == null) throw new IllegalArgumentException(name + " must be given");
  }
}
