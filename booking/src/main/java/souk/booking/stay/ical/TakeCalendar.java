package souk.booking.stay.ical;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.NightBlocks;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * What a calendar of others says is taken is closed here, and what it says no more opens again. The
 * calendar is locked before its nights. What cannot be read changes nothing but what is said of it.
 */
@Singleton
final class TakeCalendar {
  private final FeedRows rows;
  private final FeedLocks locks;
  private final FeedNights feedNights;
  private final NightBlocks blocks;
  private final Hotels hotels;
  private final Outbox outbox;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Duration every;
  private final int aheadDays;

  /**
   * @param every how often a calendar is fetched
   * @param aheadDays how far ahead nights may be opened, and so need to be closed
   */
  TakeCalendar(
      FeedRows rows,
      FeedLocks locks,
      FeedNights feedNights,
      NightBlocks blocks,
      Hotels hotels,
      @Named("booking") Outbox outbox,
      Transactions transactions,
      DatabaseClock clock,
      @Value("${souk.stays.fetch-calendars-every:15m}") Duration every,
      @Value("${souk.stays.calendar-days:732}") int aheadDays) {
    if (every.toSeconds() < 60 || every.toDays() > 1) {
      throw new IllegalArgumentException(
          "souk.stays.fetch-calendars-every must be from 1m to 1d, not " + every);
    }
    this.rows = rows;
    this.locks = locks;
    this.feedNights = feedNights;
    this.blocks = blocks;
    this.hotels = hotels;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.every = every;
    this.aheadDays = aheadDays;
  }

  /**
   * @param etag what it will be asked for with; null when nobody said
   * @throws UnreadableCalendar and nothing is taken of it
   */
  void take(FeedRow feed, String text, @Nullable String etag) throws UnreadableCalendar {
    var hotel = hotels.find(feed.hotelId()).orElseThrow();
    var today = hotel.today(clock.now());
    var ours = CalendarText.uidEnd(feed.roomTypeId());
    var nights = TakenNights.of(text, hotel.zone(), today, today.plusDays(aheadDays), ours);
    changed(
        hotel,
        feed.id(),
        today,
        new Read(etag, today),
        locked -> blocks.replace(locked.source(), today, nights, locked.roomsTaken()));
  }

  /** It says what it said before; what has become free since is closed. */
  void takeAgain(FeedRow feed) {
    var hotel = hotels.find(feed.hotelId()).orElseThrow();
    var today = hotel.today(clock.now());
    var read = new Read(feed.etag(), feed.readOn());
    changed(hotel, feed.id(), today, read, locked -> blocks.again(locked.source(), today));
  }

  /**
   * What to ask with whether it has changed. Each day has one more night to come, so what was read
   * on another is read again.
   */
  @Nullable String known(FeedRow feed) {
    var today = hotels.find(feed.hotelId()).orElseThrow().today(clock.now());
    return today.equals(feed.readOn()) ? feed.etag() : null;
  }

  /** Which version of it was read, and when. */
  private record Read(@Nullable String etag, @Nullable LocalDate on) {}

  /** Nights stay as they are; it is tried again, each time later. */
  void failed(UUID feedId, String code, String detail) {
    rows.failed(feedId, code, detail, every.toSeconds());
  }

  private interface Change {
    void of(FeedRow locked);
  }

  private void changed(Hotel hotel, UUID feedId, LocalDate today, Read read, Change change) {
    transactions.run(() ->
        locks
            .lock(feedId)
            .ifPresent(locked -> {
              var before = feedNights.conflicts(feedId, today);
              change.of(locked);
              rows.taken(feedId, read.etag(), read.on(), every.toSeconds());
              tell(hotel, locked, today, Set.copyOf(before));
            }));
  }

  /** Of what the host was not told before. */
  private void tell(Hotel hotel, FeedRow feed, LocalDate today, Set<FeedNights.Conflict> before) {
    var nights =
        feedNights.conflicts(feed.id(), today).stream()
            .filter(conflict -> !before.contains(conflict))
            .map(FeedNights.Conflict::night)
            .toList();
    if (nights.isEmpty()) return;
    var version = feed.version() + 1;
    outbox.add(
        feed.id(),
        version,
        FeedNews.CONFLICTING,
        new FeedNews(
            feed.id(),
            feed.hotelId(),
            feed.roomTypeId(),
            hotel.hostId(),
            feed.name(),
            nights,
            version));
  }
}
