package souk.booking.stay;

import static souk.booking.stay.StayPhase.AT_REST;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayQuote;
import souk.platform.money.Money;

/**
 * Rooms of a hotel for a guest, as they were quoted.
 *
 * @param payment how his last card stands; null when none was asked
 * @param changes what became of it since it was booked; its quote is of the last
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
    StayChanges changes,
    long version,
    Instant heldAt) {
  UUID hotelId() {
    return quote.wish().hotelId();
  }

  Money total() {
    return quote.price().total();
  }

  /**
   * What is kept, as it stands: of rooms that the guest has, all, and of nights given up the fee.
   */
  Money kept() {
    return new Money(keptOfTerms() + changes.feeMinor(), total().currency());
  }

  /** He has left when it was agreed on, and all of its price is kept. */
  boolean isSleptAsBooked() {
    return state instanceof StayState.CheckedOut && keptOfTerms() == total().minor();
  }

  private long keptOfTerms() {
    return switch (state) {
      case StayState.Held _, StayState.Paying _ -> total().minor();
      case StayState.Confirmed _, StayState.CheckedIn _ -> total().minor();
      case StayState.CheckedOut(_, _, _, var kept) -> kept;
      case StayState.NoShow(_, _, var fee) -> fee;
      case StayState.Cancelled(_, _, var fee) -> fee;
      case StayState.Expired _ -> 0;
    };
  }

  /** What of that is city tax: nobody owes it for a night that he does not sleep. */
  Money cityTaxKept() {
    return switch (state) {
      case StayState.Held _, StayState.Paying _, StayState.Confirmed _, StayState.CheckedIn _ ->
          quote.price().cityTax();
      case StayState.CheckedOut(_, _, var until, _) -> Departure.cityTax(quote, until);
      case StayState.NoShow _, StayState.Cancelled _, StayState.Expired _ ->
          Money.zero(total().currency());
    };
  }

  /** Its rooms are somebody else's to have. */
  boolean isOver() {
    return switch (state.status()) {
      case CHECKED_OUT, NO_SHOW, CANCELLED, EXPIRED -> true;
      case HELD, PAYING, CONFIRMED, CHECKED_IN -> false;
    };
  }

  /** What the saga has to do next. */
  StayPhase phase() {
    return phase(state.status(), keptOfTerms());
  }

  /** What it would have to do next with this status when, of one that is over, this is kept. */
  StayPhase phase(StayStatus status, long keptMinor) {
    if (payment == null) return AT_REST;
    return switch (status) {
      case HELD -> AT_REST;
      case PAYING -> payment.whilePaying();
      case CONFIRMED, CHECKED_IN -> changes.isRefundDue() ? StayPhase.REFUND : payment.onceBooked();
      case CHECKED_OUT -> keptMinor < total().minor() ? payment.withoutRooms(keptMinor) : AT_REST;
      case NO_SHOW, CANCELLED, EXPIRED -> payment.withoutRooms(keptMinor);
    };
  }

  Stay with(StayPayment paid) {
    return new Stay(id, cityId, guestId, guestName, quote, state, paid, changes, version, heldAt);
  }

  /** Whether it is the charge of the last attempt. */
  boolean isCharge(UUID chargeId) {
    return payment != null && payment.chargeOf(id).equals(chargeId);
  }
}
