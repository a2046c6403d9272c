package souk.booking.stay;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Whose the money of a stay is: taxes its city's, the city tax beside the others, of the rest the
 * platform's commission and the hotel's earnings. All that was taken is divided as what is kept of
 * it is: what goes back is borne by those shares, and leaves each with his part of what is kept.
 */
@Singleton
final class StayCompletion {
  private static final long BASIS_POINTS = 10_000;

  /** What a city takes of whoever sleeps there is an account of its own; no city is called so. */
  private static final String CITY_TAX = " stays";

  private final int commission;

  /**
   * @param commission of what the nights cost before tax, in hundredths of a percent
   */
  StayCompletion(@Value("${souk.stays.commission-basis-points:1500}") int commission) {
    if (commission < 0 || commission > BASIS_POINTS) {
      throw new IllegalArgumentException("souk.stays.commission-basis-points: " + commission);
    }
    this.commission = commission;
  }

  /** Empty for a stay of which nothing is kept. */
  Optional<CompletedOrder> of(Stay stay) {
    if (stay.payment() == null || stay.kept().minor() == 0) return Optional.empty();
    var taken = new Money(stay.payment().capturedMinor(), stay.total().currency());
    if (taken.minor() == 0) return Optional.empty();
    var order = new OrderRef(StayPayment.ORDER_KIND, stay.id());
    return Optional.of(
        new CompletedOrder(
            order, List.of(new Source(From.ESCROW, order, null, taken)), shares(stay, taken)));
  }

  /** A fee is of nights with their tax, as what was slept is, and so has its part of that. */
  private List<Share> shares(Stay stay, Money taken) {
    var price = stay.quote().price();
    var cityTax = stay.cityTaxKept();
    var nights = stay.kept().minus(cityTax).split(price.net().minor(), price.tax().minor());
    var net = nights.getFirst().split(BASIS_POINTS - commission, commission);
    var parts =
        taken.split(
            net.getFirst().minor(),
            net.getLast().minor(),
            nights.getLast().minor(),
            cityTax.minor());
    return List.of(
        new Share(To.PAYEE, stay.hotelId().toString(), parts.get(0)),
        new Share(platforms(stay.state().status()), "", parts.get(1)),
        new Share(To.TAX, stay.cityId(), parts.get(2)),
        new Share(To.TAX, stay.cityId() + CITY_TAX, parts.get(3)));
  }

  private static To platforms(StayStatus status) {
    return switch (status) {
      case CANCELLED, EXPIRED, NO_SHOW -> To.CANCELLATION_FEE;
      case HELD, PAYING, CONFIRMED, CHECKED_IN, CHECKED_OUT -> To.COMMISSION;
    };
  }
}
