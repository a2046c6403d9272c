package souk.booking.stay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.policy.FeeSteps;
import souk.booking.stay.quote.StayQuote;
import souk.platform.money.Money;

/**
 * What a stay costs whose guest leaves now. The nights until today are paid for; for those from
 * today on he pays what calling off just these would cost by the plans that they were sold under,
 * and no city tax, which is of nights that somebody sleeps.
 *
 * @param sleptUntil the first day whose night he does not sleep; the day of departure at the latest
 * @param kept of the stay's price; never less for one who leaves later
 * @param refund the rest
 */
record Departure(LocalDate sleptUntil, Money kept, Money refund) {
  /**
   * @param plans of the hotel; a plan is never changed
   */
  static Departure of(StayQuote quote, Hotel hotel, List<RatePlan> plans, Instant now) {
    var span = quote.wish().span();
    var price = quote.price();
    var until = within(span, hotel.today(now));
    var slept = nights(span, until);
    var fees = price.feesFrom(slept, plans, hotel.checkIn(span.arrival()));
    var kept =
        price.nightsWithTax().stream()
            .limit(slept)
            .reduce(Money.zero(price.total().currency()), Money::plus)
            .plus(new Money(FeeSteps.at(fees, now), price.total().currency()))
            .plus(cityTax(quote, until));
    return new Departure(until, kept, price.total().minus(kept));
  }

  /** The city tax of the nights until then. */
  static Money cityTax(StayQuote quote, LocalDate until) {
    var span = quote.wish().span();
    var slept = nights(span, until);
    return quote.price().cityTax().split(slept, span.length() - slept).getFirst();
  }

  /** Whether it is a night or more before the stay would end. */
  boolean isEarly(StayQuote quote) {
    return sleptUntil.isBefore(quote.wish().span().departure());
  }

  private static LocalDate within(Span span, LocalDate day) {
    if (day.isBefore(span.arrival())) return span.arrival();
    return day.isAfter(span.departure()) ? span.departure() : day;
  }

  private static int nights(Span span, LocalDate until) {
    return Math.toIntExact(span.arrival().until(until, ChronoUnit.DAYS));
  }
}
