package souk.booking.stay.ical;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What {@code calendar_feed.conflicting} says: of these nights a calendar of others says that rooms
 * are taken which guests have here.
 *
 * @param name of that calendar, as its host gave it
 */
record FeedNews(
    UUID feedId,
    UUID hotelId,
    UUID roomTypeId,
    UUID hostId,
    String name,
    List<LocalDate> nights,
    long version) {
  static final String CONFLICTING = "calendar_feed.conflicting";
}
