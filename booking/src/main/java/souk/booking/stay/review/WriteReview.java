package souk.booking.stay.review;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.review.ReviewedStays.ReviewedStay;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Guest and host of a stay that is over write about one another, each once and without knowing what
 * the other has written. The second of the two makes both visible, in his transaction.
 */
@Singleton
final class WriteReview {
  private final ReviewRows rows;
  private final ReviewedStays stays;
  private final PublishReviews publishReviews;
  private final Hotels hotels;
  private final Transactions transactions;

  WriteReview(
      ReviewRows rows,
      ReviewedStays stays,
      PublishReviews publishReviews,
      Hotels hotels,
      Transactions transactions) {
    this.rows = rows;
    this.stays = stays;
    this.publishReviews = publishReviews;
    this.hotels = hotels;
    this.transactions = transactions;
  }

  /** Who writes what; who he is was seen before. */
  record Wish(Side side, UUID author, UUID stayId, int stars, @Nullable String words) {}

  /**
   * The same again is nothing new.
   *
   * @throws Problem 409 {@code stay_not_completed}, or {@code already_reviewed} in other words; 422
   *     {@code review_closed} or {@code own_hotel}
   */
  void write(Wish wish) {
    transactions.run(() -> {
      var stay = stays.lock(wish.stayId()).orElseThrow(() -> Problem.notFound("stay"));
      if (!stay.completed()) {
        throw Problem.conflict("stay_not_completed", "A stay is reviewed after its check-out.");
      }
      refuseOwnHotel(stay);
      if (entered(stay, wish)) reveal(stay, wish.side());
    });
  }

  private void refuseOwnHotel(ReviewedStay stay) {
    var host = hotels.find(stay.hotelId()).map(Hotel::hostId);
    if (host.filter(stay.guestId()::equals).isPresent()) {
      throw Problem.refused("own_hotel", "A host's stay in his own hotel is not reviewed.");
    }
  }

  private boolean entered(ReviewedStay stay, Wish wish) {
    var entered =
        rows.enter(
            UuidCreator.getTimeOrderedEpoch(),
            stay.id(),
            wish.side().name(),
            stay.hotelId(),
            wish.author(),
            wish.stars(),
            wish.words(),
            stay.departure(),
            stay.closesAt());
    if (entered == 1) return true;
    var said = rows.own(stay.id(), wish.side().name());
    if (said.isEmpty()) {
      throw Problem.refused("review_closed", "It is too late to review this stay.");
    }
    if (said.getFirst().says(wish.stars(), wish.words())) return false;
    throw Problem.conflict("already_reviewed", "You have reviewed this stay otherwise before.");
  }

  private void reveal(ReviewedStay stay, Side side) {
    var isFirst = rows.reveal(stay.id()) == 0;
    publishReviews.written(stay, side, isFirst);
    publishReviews.publish(stay);
  }
}
