package souk.booking.stay;

import java.util.UUID;
import souk.booking.stay.quote.StayQuote;
import souk.platform.money.Money;

/**
 * A change of a booked stay as its guest was shown it, and as it is done.
 *
 * @param number which of the stay's changes it is, counted from 1: of two shown at once one is done
 * @param after the stay's terms from then on
 * @param fee what is kept of the nights that are given up
 * @param refund what goes back
 */
record StayChange(
    UUID stayId, int number, StayQuote after, String guestName, Money fee, Money refund) {

  /** Whether its guest was shown the same. */
  boolean saysAs(StayChange other) {
    return stayId.equals(other.stayId)
        && number == other.number
        && after.saysAs(other.after)
        && guestName.equals(other.guestName)
        && fee.equals(other.fee)
        && refund.equals(other.refund);
  }
}
