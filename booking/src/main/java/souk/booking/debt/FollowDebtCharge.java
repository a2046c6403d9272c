package souk.booking.debt;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.payments.charge.ChargeStanding;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** A debt learns what became of an attempt whose answer was lost. */
@Singleton
final class FollowDebtCharge implements EventHandler {
  private final Debts debts;
  private final ModuleSchema schema;
  private final Json json;

  FollowDebtCharge(Debts debts, @Named("booking") ModuleSchema schema, Json json) {
    this.debts = debts;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "debt-follows-charge";
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
    if (order != null && order.kind().equals(Debt.ORDER_KIND)) debts.follow(order.id(), charge);
  }
}
