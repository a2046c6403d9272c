package souk.booking.stay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayQuote;
import souk.platform.money.Money;

/**
 * Rooms of a hotel for a guest, as they were quoted.
 *
 * @param payment how his last card stands; null when none was asked
 * @param version rises with every change
 */
record Stay(
    UUID id,
    String cityId,
    UUID guestId,
    String guestName,
    StayQuote quote,
    StayState state,
    @Nullable StayPayment payment,
    long version,
    Instant heldAt) {
  UUID hotelId() {
    return quote.wish().hotelId();
  }

  Money total() {
    return quote.price().total();
  }

  /** What the saga has to do next. */
  StayPhase phase() {
    return phase(state.status());
  }

  /** What it would have to do next with this status. */
  StayPhase phase(StayStatus status) {
    if (payment == null) return StayPhase.AT_REST;
    return switch (status) {
      case HELD -> StayPhase.AT_REST;
      case PAYING -> payment.whilePaying();
      case CONFIRMED -> payment.onceBooked();
      case CANCELLED, EXPIRED -> payment.withoutRooms();
    };
  }

  Stay with(StayPayment paid) {
    return new Stay(id, cityId, guestId, guestName, quote, state, paid, version, heldAt);
  }

  /** Whether it is the charge of the last attempt. */
  boolean isCharge(UUID chargeId) {
    return payment != null && payment.chargeOf(id).equals(chargeId);
  }
}
