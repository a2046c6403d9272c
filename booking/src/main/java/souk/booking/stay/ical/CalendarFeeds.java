package souk.booking.stay.ical;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.NightBlocks;
import souk.booking.stay.hotel.RoomType;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** The calendars of others that close nights of a type of rooms. */
@Singleton
final class CalendarFeeds {
  private static final int FEEDS_MAX = 10;
  private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);

  private final FeedRows rows;
  private final FeedLocks locks;
  private final NightBlocks blocks;
  private final OutsideCalendars outside;
  private final TakeCalendar takeCalendar;
  private final Transactions transactions;

  CalendarFeeds(
      FeedRows rows,
      FeedLocks locks,
      NightBlocks blocks,
      OutsideCalendars outside,
      TakeCalendar takeCalendar,
      Transactions transactions) {
    this.rows = rows;
    this.locks = locks;
    this.blocks = blocks;
    this.outside = outside;
    this.takeCalendar = takeCalendar;
    this.transactions = transactions;
  }

  /**
   * @param url where it is fetched, soon and again and again; null when its host sends it
   * @param rooms how many rooms are taken in a night that is; null for all
   * @throws Problem 422 {@code address_refused}, {@code too_many_feeds}
   */
  FeedRow register(RoomType type, String name, @Nullable String url, @Nullable Integer rooms) {
    var refusal = url == null ? null : outside.refusal(url);
    if (refusal != null) throw Problem.refused("address_refused", refusal);
    var id = UuidCreator.getTimeOrderedEpoch();
    if (rows.enter(id, type.hotelId(), type.id(), name, url, rooms, FEEDS_MAX) == 1) {
      return find(type, id);
    }
    throw Problem.refused(
        "too_many_feeds", "A type of rooms has at most %d such calendars.".formatted(FEEDS_MAX));
  }

  List<FeedRow> of(RoomType type) {
    return rows.of(type.id());
  }

  /**
   * @throws Problem 404 for one that is not of this type
   */
  FeedRow find(RoomType type, UUID feedId) {
    return rows.find(type.id(), feedId).orElseThrow(() -> Problem.notFound("calendar feed"));
  }

  /**
   * Takes what its host sends.
   *
   * @throws Problem 409 {@code feed_is_fetched}; 422 with the code of what cannot be read, and
   *     nothing has changed
   */
  FeedRow send(RoomType type, UUID feedId, String text) {
    var feed = find(type, feedId);
    if (feed.url() != null) {
      throw Problem.conflict("feed_is_fetched", "This calendar is fetched at its address.");
    }
    try {
      takeCalendar.take(feed, text, null);
    } catch (UnreadableCalendar unreadable) {
      throw Problem.refused(unreadable.code(), unreadable.detail());
    }
    return find(type, feedId);
  }

  /** Has it fetched soon. */
  FeedRow hurry(RoomType type, UUID feedId) {
    rows.hurry(find(type, feedId).id());
    return find(type, feedId);
  }

  /** All that it has closed opens again. */
  void remove(RoomType type, UUID feedId) {
    var found = find(type, feedId);
    transactions.run(() ->
        locks
            .lock(found.id())
            .ifPresent(feed -> {
              blocks.replace(feed.source(), LONG_AGO, List.of(), feed.roomsTaken());
              rows.remove(feed.id());
            }));
  }
}
