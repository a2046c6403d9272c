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

  /** What of its price is kept though the guest has no room. */
  Money fee() {
    var minor = state instanceof StayState.Cancelled(_, _, long fee) ? fee : 0;
    return new Money(minor, total().currency());
  }

  /** Its rooms are somebody else's to have. */
  boolean isOver() {
    return switch (state.status()) {
      case CANCELLED, EXPIRED -> true;
      case HELD, PAYING, CONFIRMED -> false;
    };
  }

  /** What the saga has to do next. */
  StayPhase phase() {
    return phase(state.status(), fee().minor());
  }

  /** What it would have to do next with this status and, of one that is over, this fee. */
  StayPhase phase(StayStatus status, long feeMinor) {
    if (payment == null) return StayPhase.AT_REST;
    return switch (status) {
      case HELD -> StayPhase.AT_REST;
      case PAYING -> payment.whilePaying();
      case CONFIRMED -> payment.onceBooked();
      case CANCELLED, EXPIRED -> payment.withoutRooms(feeMinor);
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
