package souk.payments.escrow;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.payments.ledger.Ledger;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** Divides an order's money once it is done. Money that is not here yet makes the event wait. */
@Singleton
final class CompleteOrders implements EventHandler {
  private final Ledger ledger;
  private final ModuleSchema schema;
  private final Json json;

  CompleteOrders(Ledger ledger, @Named("payments") ModuleSchema schema, Json json) {
    this.ledger = ledger;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "completed-orders-are-divided";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.equals(CompletedOrder.EVENT);
  }

  @Override
  public void handle(DomainEvent event) {
    var completed = json.read(event.payload(), CompletedOrder.class);
    ledger.post(CompletionPostings.of(completed).stream().toList());
  }
}
