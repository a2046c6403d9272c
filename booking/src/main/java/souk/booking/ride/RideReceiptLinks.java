package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.payments.order.ReceiptLinks;

/** A ride has one receipt for all that was taken for it; a tip and a debt have none. */
@Singleton
final class RideReceiptLinks implements ReceiptLinks {
  private final ChangeRows changes;

  RideReceiptLinks(ChangeRows changes) {
    this.changes = changes;
  }

  @Override
  public Optional<String> path(OrderRef order) {
    return ride(order).map(ride -> "/v1/rides/" + ride + "/receipt");
  }

  private Optional<UUID> ride(OrderRef order) {
    return switch (order.kind()) {
      case RideMoney.RIDE, RideMoney.EXTRA -> Optional.of(order.id());
      case DestinationChange.KIND -> changes.rideOf(order.id());
      default -> Optional.empty();
    };
  }
}
