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
 * Whose the money of a stay is: taxes its city's, of the rest the platform's commission and the
 * hotel's earnings. Of a stay that was called off all that was taken is divided as its fee is: what
 * goes back is borne by those shares, and leaves each with his part of the fee.
 */
@Singleton
final class StayCompletion {
  private static final long BASIS_POINTS = 10_000;

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
    if (stay.payment() == null || stay.fee().minor() == 0) return Optional.empty();
    var taken = new Money(stay.payment().capturedMinor(), stay.total().currency());
    if (taken.minor() == 0) return Optional.empty();
    var order = new OrderRef(StayPayment.ORDER_KIND, stay.id());
    return Optional.of(
        new CompletedOrder(
            order, List.of(new Source(From.ESCROW, order, null, taken)), ofFee(stay, taken)));
  }

  /** The fee is of nights with their tax, and so has its part of that. */
  private List<Share> ofFee(Stay stay, Money taken) {
    var price = stay.quote().price();
    var fee = stay.fee().split(price.net().minor(), price.tax().minor());
    var net = fee.getFirst().split(BASIS_POINTS - commission, commission);
    var parts = taken.split(net.getFirst().minor(), net.getLast().minor(), fee.getLast().minor());
    return List.of(
        new Share(To.PAYEE, stay.hotelId().toString(), parts.get(0)),
        new Share(To.CANCELLATION_FEE, "", parts.get(1)),
        new Share(To.TAX, stay.cityId(), parts.get(2)));
  }
}
