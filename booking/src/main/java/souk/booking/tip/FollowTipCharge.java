package souk.booking.tip;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.payments.charge.ChargeStanding;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** A tip learns what became of its charge when the answer was lost. */
@Singleton
final class FollowTipCharge implements EventHandler {
  private final Tips tips;
  private final ModuleSchema schema;
  private final Json json;

  FollowTipCharge(Tips tips, @Named("booking") ModuleSchema schema, Json json) {
    this.tips = tips;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "tip-follows-charge";
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
    var order = charge.order();
    if (order != null && order.kind().equals(Tip.ORDER_KIND)) tips.follow(order.id(), charge);
  }
}
