package souk.booking.debt;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Transactions;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells the rider what he owes, and what became of it. */
@Singleton
final class DebtPushes implements EventHandler {
  private final Push push;
  private final ModuleSchema schema;
  private final Transactions transactions;
  private final Json json;

  DebtPushes(
      Push push, @Named("booking") ModuleSchema schema, Transactions transactions, Json json) {
    this.push = push;
    this.schema = schema;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public String name() {
    return "debtor-is-told";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("debt.");
  }

  @Override
  public void handle(DomainEvent event) {
    var debt = json.read(event.payload(), DebtView.class);
    var message =
        new PushMessage(
            event.type(), event.id(), debt.id(), event.aggregateVersion(), event.at(), debt);
    transactions.afterCommit(() -> tell(debt, message));
  }

  private void tell(DebtView debt, PushMessage message) {
    switch (debt.status()) {
      case OPEN -> push.sendOrNotify(debt.riderId(), message, unpaid(debt));
      case COLLECTING, PAID, WRITTEN_OFF -> push.send(debt.riderId(), message);
    }
  }

  private static Notice unpaid(DebtView debt) {
    return new Notice(
        "Unpaid ride",
        "Your card was refused: %s are to be paid before your next ride.".formatted(debt.amount()));
  }
}
