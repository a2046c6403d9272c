package souk.booking.stay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import souk.booking.stay.policy.FeeSteps;
import souk.booking.stay.quote.StayQuote;
import souk.platform.money.Money;

/**
 * What calling a booked stay off costs, and what goes back. The fee is split over the nights with
 * their tax by largest remainder; the city tax, which nobody owes who does not come, goes back
 * whole.
 *
 * @param nights from the first on
 */
record Cancellation(Money fee, Money refund, Money cityTax, List<Night> nights) {
  /** What of a night is kept and what goes back, tax included. */
  record Night(LocalDate night, Money fee, Money refund) {}

  Cancellation {
    nights = List.copyOf(nights);
  }

  /** At an instant, by the terms that were agreed on. */
  static Cancellation at(StayQuote quote, Instant now) {
    return forFee(quote, FeeSteps.at(quote.price().fees(), now));
  }

  /** When the hotel calls it off. */
  static Cancellation free(StayQuote quote) {
    return forFee(quote, 0);
  }

  /**
   * @param feeMinor at most what all nights cost with tax
   */
  static Cancellation forFee(StayQuote quote, long feeMinor) {
    var price = quote.price();
    var fee = new Money(feeMinor, price.total().currency());
    var gross = price.nightsWithTax();
    var parts = fee.split(gross.stream().mapToLong(Money::minor).toArray());
    var dates = quote.wish().span().nights();
    var nights = new ArrayList<Night>();
    for (int n = 0; n < dates.size(); n++) {
      nights.add(new Night(dates.get(n), parts.get(n), gross.get(n).minus(parts.get(n))));
    }
    return new Cancellation(fee, price.total().minus(fee), price.cityTax(), nights);
  }
}
