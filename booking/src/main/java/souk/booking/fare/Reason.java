package souk.booking.fare;

import java.util.Locale;

/** Why a ride cost what it did. The names are stable; the sentences are for people. */
public enum Reason {
  QUOTED("The ride went as quoted."),
  NO_TRACE("No positions tell which way was driven, so the quote stands."),
  VAGUE_TRACE("The positions are too vague to tell which way was driven, so the quote stands."),
  RETURNED_TO_DROPOFF("The car passed the drop-off and came back to it, so the quote stands."),
  MEASURED_LONGER("The way or the time was longer than quoted."),
  CAPPED("The way or the time was so much longer that the highest price counts."),
  MINIMUM("The way or the time was so much shorter that the lowest price counts."),
  MEASURED_SHORTER("The way or the time was shorter than quoted."),
  STOPPED_EARLY("The ride ended before the drop-off."),
  CANCELLED_FREE("The ride was called off at no cost."),
  CANCELLED_LATE("The ride was called off when a driver was on the way."),
  CANCELLED_AFTER_ARRIVAL("The ride was called off when the driver was waiting."),
  NO_SHOW("Nobody came to the driver, who waited long enough."),
  NO_SHOW_TOO_EARLY("Nobody came to the driver, who did not wait long enough.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence for rider, driver and operations. */
  public String sentence() {
    return sentence;
  }

  /** As it stands in rows and JSON, such as {@code no_trace}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
