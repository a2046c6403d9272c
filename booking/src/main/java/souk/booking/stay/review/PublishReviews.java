package souk.booking.stay.review;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.review.ReviewedStays.ReviewedStay;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.Transactions;

/**
 * Tells of reviews that everybody may read, and counts the guests' for their hotel, in one
 * transaction and once. Readers do not wait for it: to them a review is there when its time has
 * come.
 */
@Singleton
final class PublishReviews implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(PublishReviews.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int AT_ONCE = 100;

  /** Of the reviews of a stay: after the first and the second that was written. */
  private static final long VERSION_PUBLISHED = 3;

  private final ReviewRows rows;
  private final ReviewedStays stays;
  private final Hotels hotels;
  private final Outbox outbox;
  private final Transactions transactions;

  PublishReviews(
      ReviewRows rows,
      ReviewedStays stays,
      Hotels hotels,
      @Named("booking") Outbox outbox,
      Transactions transactions) {
    this.rows = rows;
    this.stays = stays;
    this.hotels = hotels;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("reviews", PAUSE, this::pass));
  }

  void pass() {
    var more = true;
    while (more) more = publishSome();
  }

  /** Whether there may be more; what fails holds back nothing but itself. */
  private boolean publishSome() {
    var due = rows.due(AT_ONCE);
    var published = due.stream().distinct().filter(this::isPublished).count();
    return due.size() == AT_ONCE && published > 0;
  }

  private boolean isPublished(UUID stayId) {
    try {
      transactions.run(() -> stays.lock(stayId).ifPresent(this::publish));
      return true;
    } catch (RuntimeException failure) {
      log.warn("reviews of stay {} are not published: {}", stayId, failure.toString());
      return false;
    }
  }

  /** What of a locked stay is visible and was not told of. */
  void publish(ReviewedStay stay) {
    var published = rows.publish(stay.id());
    if (published.isEmpty()) return;
    published.stream()
        .filter(review -> review.isOf(Side.GUEST))
        .forEach(review -> rows.count(review.hotelId(), review.stars()));
    var sides = published.stream().map(review -> Side.valueOf(review.side())).sorted().toList();
    tell(stay, VERSION_PUBLISHED, ReviewNews.PUBLISHED, sides);
  }

  /** That a side has written, which the other hears. */
  void written(ReviewedStay stay, Side side, boolean isFirst) {
    tell(stay, isFirst ? 1 : 2, ReviewNews.WRITTEN, List.of(side));
  }

  private void tell(ReviewedStay stay, long version, String event, List<Side> sides) {
    var host = hotels.find(stay.hotelId()).orElseThrow().hostId();
    var reviews = UuidCreator.getNameBasedSha1(stay.id(), "reviews");
    var news = new ReviewNews(stay.id(), stay.hotelId(), stay.guestId(), host, sides);
    outbox.add(reviews, version, stay.id(), event, news);
  }
}
