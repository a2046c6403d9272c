package souk.booking.stay.review;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.review.ReviewedStays.ReviewedStay;
import souk.platform.problem.Problem;

/** Reads the reviews of a stay for one of its sides. */
@Singleton
final class StayReviews {
  private final ReviewRows rows;
  private final ReviewedStays stays;
  private final Hotels hotels;

  StayReviews(ReviewRows rows, ReviewedStays stays, Hotels hotels) {
    this.rows = rows;
    this.stays = stays;
    this.hotels = hotels;
  }

  /**
   * @throws Problem 404 for a stay that is not this guest's
   */
  ReviewedStay ofGuest(UUID guestId, UUID stayId) {
    return stays
        .find(stayId)
        .filter(stay -> stay.guestId().equals(guestId))
        .orElseThrow(() -> Problem.notFound("stay"));
  }

  /**
   * @throws Problem 404 for a hotel that is not this host's, or a stay that is not there
   */
  ReviewedStay ofHost(UUID hostId, UUID hotelId, UUID stayId) {
    var hotel = hotels.ofHost(hostId, hotelId);
    return stays
        .find(stayId)
        .filter(stay -> stay.hotelId().equals(hotel.id()))
        .orElseThrow(() -> Problem.notFound("stay"));
  }

  StayReviewsView shown(ReviewedStay stay, Side reader) {
    return StayReviewsView.of(
        rows.own(stay.id(), reader.name()),
        rows.visible(stay.id(), reader.other().name()),
        stay.closesAt());
  }
}
