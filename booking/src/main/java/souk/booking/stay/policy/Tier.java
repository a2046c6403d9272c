package souk.booking.stay.policy;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A fee that is due from some time before the arrival on. Without days and hours it is due from the
 * booking on.
 *
 * @param daysBefore on the hotel's calendar, so that a day may have 23 or 25 hours
 * @param hoursBefore of sixty minutes each, before what the days lead to
 * @param anchor from which both are counted back
 */
@Introspected
public record Tier(
    @Nullable Integer daysBefore, @Nullable Integer hoursBefore, Anchor anchor, Fee fee) {
  private static final int DAYS_MAX = 365;
  private static final int HOURS_MAX = 720;

  /** A moment of the day of arrival, on the hotel's clock. */
  public enum Anchor {
    /** When its rooms are ready. */
    CHECK_IN,
    /** When that day begins. */
    MIDNIGHT
  }

  /**
   * @throws IllegalArgumentException in one sentence, when something is missing or out of range
   */
  public Tier {
    if ((Object) anchor == null) throw new IllegalArgumentException("tier.anchor is missing");
    if ((Object) fee == null) throw new IllegalArgumentException("tier.fee is missing");
    within("tier.days_before", daysBefore, DAYS_MAX);
    within("tier.hours_before", hoursBefore, HOURS_MAX);
  }

  boolean isFromBookingOn() {
    return daysBefore == null && hoursBefore == null;
  }

  private static void within(String name, @Nullable Integer value, int max) {
    if (value == null || value >= 0 && value <= max) return;
    throw new IllegalArgumentException(
        "%s must be from 0 to %d, not %d".formatted(name, max, value));
  }
}
