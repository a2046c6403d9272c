package souk.booking.stay.quote;

import java.time.Instant;
import java.util.UUID;

/**
 * A stay with its price and its terms, as they were shown to a guest.
 *
 * @param checkInAt when he may come at the earliest
 * @param checkOutAt when he must be gone
 */
public record StayQuote(
    UUID id,
    UUID guestId,
    StayWish wish,
    StayPrice price,
    Instant checkInAt,
    Instant checkOutAt,
    Instant expiresAt) {

  /** Whether the guest was shown the same price and the same terms. */
  public boolean saysAs(StayQuote other) {
    return wish.equals(other.wish)
        && price.equals(other.price)
        && checkInAt.equals(other.checkInAt)
        && checkOutAt.equals(other.checkOutAt);
  }
}
