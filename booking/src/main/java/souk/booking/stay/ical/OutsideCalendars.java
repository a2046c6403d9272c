package souk.booking.stay.ical;

import org.jspecify.annotations.Nullable;

/** The port to calendars that others publish. Never called inside a transaction. */
interface OutsideCalendars {
  /** What became of asking for one. */
  sealed interface Answer {
    /**
     * @param etag to be sent next time; null when there is none
     */
    record Body(String text, @Nullable String etag) implements Answer {}

    /** It is as it was when it had the tag that was sent. */
    record Unchanged() implements Answer {}

    /**
     * @param code stable, as in problems
     * @param detail for the host
     */
    record Failed(String code, String detail) implements Answer {}
  }

  /**
   * @param url as it passed {@link #refusal}
   * @param etag of what is known of it
   */
  Answer fetch(String url, @Nullable String etag);

  /** Why such an address is never asked; null when it may be. Nothing is looked up. */
  @Nullable String refusal(String url);
}
