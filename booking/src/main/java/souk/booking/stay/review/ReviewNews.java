package souk.booking.stay.review;

import java.util.List;
import java.util.UUID;

/**
 * What {@code review.written} and {@code review.published} say: who has written, and nothing of
 * what. Whoever is told asks for it, and gets what he may read.
 */
record ReviewNews(UUID stayId, UUID hotelId, UUID guestId, UUID hostId, List<Side> sides) {
  static final String WRITTEN = "review.written";
  static final String PUBLISHED = "review.published";
}
