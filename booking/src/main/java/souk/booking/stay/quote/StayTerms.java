package souk.booking.stay.quote;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A stay, its price and its terms as a guest reads them.
 *
 * @param nights all of them before tax
 * @param cancellation what cancelling costs, by when it is done; nothing before the first
 * @param noShow what is kept of whoever does not come and has not called it off
 */
@Introspected
public record StayTerms(
    UUID hotelId,
    LocalDate arrival,
    LocalDate departure,
    Instant checkInAt,
    Instant checkOutAt,
    List<Room> rooms,
    Money nights,
    Money tax,
    Money cityTax,
    Money total,
    List<Cancellation> cancellation,
    Money noShow) {

  /** A room with its price for each night, before tax. */
  @Introspected
  public record Room(
      UUID roomTypeId, UUID ratePlanId, int adults, int children, List<NightPrice> nights) {}

  /** What a night costs before tax. */
  @Introspected
  public record NightPrice(LocalDate night, Money amount) {}

  /**
   * What cancelling costs from then on.
   *
   * @param from null for from the booking on
   */
  @Introspected
  public record Cancellation(@Nullable Instant from, Money fee) {}

  /** What a quote says. */
  public static StayTerms of(StayQuote quote) {
    var price = quote.price();
    var currency = price.total().currency();
    return new StayTerms(
        quote.wish().hotelId(),
        quote.wish().span().arrival(),
        quote.wish().span().departure(),
        quote.checkInAt(),
        quote.checkOutAt(),
        price.rooms().stream().map(room -> room(quote, room)).toList(),
        price.net(),
        price.tax(),
        price.cityTax(),
        price.total(),
        price.fees().stream()
            .map(step -> new Cancellation(step.from(), new Money(step.feeMinor(), currency)))
            .toList(),
        price.allNights());
  }

  private static Room room(StayQuote quote, StayPrice.Room room) {
    var dates = quote.wish().span().nights();
    var currency = quote.price().total().currency();
    var nights = new ArrayList<NightPrice>();
    for (int n = 0; n < dates.size(); n++) {
      nights.add(new NightPrice(dates.get(n), new Money(room.nightsMinor().get(n), currency)));
    }
    var wish = room.wish();
    return new Room(wish.roomTypeId(), wish.ratePlanId(), wish.adults(), wish.children(), nights);
  }
}
