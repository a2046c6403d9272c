package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.Optional;
import souk.payments.order.OrderRef;
import souk.payments.order.ReceiptLinks;

/** Whoever paid for a stay reads its receipt beside it. */
@Singleton
final class StayReceiptLinks implements ReceiptLinks {
  @Override
  public Optional<String> path(OrderRef order) {
    return Optional.of(order)
        .filter(one -> one.kind().equals(StayPayment.ORDER_KIND))
        .map(one -> "/v1/stays/" + one.id() + "/receipt");
  }
}
