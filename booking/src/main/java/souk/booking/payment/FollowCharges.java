package souk.booking.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import souk.payments.charge.ChargeStanding;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** Hands every event of a charge to the one order that it pays for. */
@Singleton
final class FollowCharges implements EventHandler {
  private final Collection<PaidOrder> orders;
  private final ModuleSchema schema;
  private final Json json;

  FollowCharges(Collection<PaidOrder> orders, @Named("booking") ModuleSchema schema, Json json) {
    this.orders = orders;
    this.schema = schema;
    this.json = json;
  }

  /** As it has been in the inbox since only rides were paid for. */
  @Override
  public String name() {
    return "ride-follows-charge";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("charge.");
  }

  @Override
  public void handle(DomainEvent event) {
    var charge = json.read(event.payload(), ChargeStanding.class);
    var paid = charge.order();
    if (paid == null) return;
    orders.stream()
        .filter(order -> order.orderKinds().contains(paid.kind()))
        .forEach(order -> order.follow(paid.id(), charge));
  }
}
