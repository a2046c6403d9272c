package souk.booking.debt;

import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells the rider what he owes, and what became of it. */
@Singleton
final class DebtPushes implements EventListener {
  private final Debts debts;
  private final DebtViews views;
  private final Push push;
  private final Json json;

  DebtPushes(Debts debts, DebtViews views, Push push, Json json) {
    this.debts = debts;
    this.views = views;
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("debt.");
  }

  @Override
  public void heard(DomainEvent event) {
    var debt = json.read(event.payload(), DebtView.class);
    var message =
        new PushMessage(
            event.type(), event.id(), debt.id(), event.aggregateVersion(), event.at(), shown(debt));
    tell(debt, message);
  }

  /** As it was when it was told of; what the rider has to do, no event carries. */
  private DebtView shown(DebtView told) {
    return debts
        .find(told.id())
        .filter(debt -> debt.status() == told.status() && debt.attempt() == told.attempts())
        .map(views::of)
        .orElse(told);
  }

  private void tell(DebtView debt, PushMessage message) {
    switch (debt.status()) {
      case OPEN -> push.sendOrNotify(debt.riderId(), message, unpaid(debt));
      case REQUIRES_ACTION ->
          push.sendOrNotify(
              debt.riderId(),
              message,
              new Notice("Confirm your payment", "Your bank asks you to confirm it."));
      case COLLECTING, PAID, WRITTEN_OFF -> push.send(debt.riderId(), message);
    }
  }

  private static Notice unpaid(DebtView debt) {
    return new Notice(
        "Unpaid ride",
        "Your card was refused: %s are to be paid before your next ride.".formatted(debt.amount()));
  }
}
