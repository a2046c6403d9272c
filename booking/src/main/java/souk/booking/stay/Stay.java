package souk.booking.stay;

import java.time.Instant;
import java.util.UUID;
import souk.booking.stay.quote.StayQuote;

/**
 * Rooms of a hotel for a guest, as they were quoted.
 *
 * @param version rises with every change
 */
record Stay(
    UUID id,
    String cityId,
    UUID guestId,
    String guestName,
    StayQuote quote,
    StayState state,
    long version,
    Instant heldAt) {
  UUID hotelId() {
    return quote.wish().hotelId();
  }
}
