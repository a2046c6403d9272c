package souk.booking.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import souk.payments.charge.ChargeStanding;
import souk.platform.json.Json;
import souk.platform.outbox.PayloadHandler;
import souk.platform.postgres.ModuleSchema;

/** Hands every event of a charge to the one order that it pays for. */
@Singleton
final class FollowCharges extends PayloadHandler<ChargeStanding> {
  private final Collection<PaidOrder> orders;

  FollowCharges(Collection<PaidOrder> orders, @Named("booking") ModuleSchema schema, Json json) {
    // as it has been in the inbox since only rides were paid for
    super("ride-follows-charge", schema, json, ChargeStanding.class);
    this.orders = orders;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("charge.");
  }

  @Override
  protected void take(ChargeStanding charge) {
    var paid = charge.order();
    if (paid == null) return;
    orders.stream()
        .filter(order -> order.orderKinds().contains(paid.kind()))
        .forEach(order -> order.follow(paid.id(), charge));
  }
}
