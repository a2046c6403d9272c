package souk.booking.tip;

import jakarta.inject.Singleton;
import souk.booking.payment.PayerAction;
import souk.payments.charge.Charges;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells the rider whether his card gave it, and the driver that he was given something. */
@Singleton
final class TipPushes implements EventListener {
  private final Charges charges;
  private final Push push;
  private final Json json;

  TipPushes(Charges charges, Push push, Json json) {
    this.charges = charges;
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("tip.");
  }

  @Override
  public void heard(DomainEvent event) {
    var news = json.read(event.payload(), TipNews.class);
    switch (news.status()) {
      case REQUIRES_ACTION -> ask(event, news);
      case PENDING, PAID, REFUSED -> tell(news, message(event, news));
    }
  }

  /** The charge of an attempt is what its events are about; it knows what the rider has to do. */
  private void ask(DomainEvent event, TipNews news) {
    var action = PayerAction.of(charges.nextAction(event.aggregateId()));
    push.sendOrNotify(
        news.riderId(),
        message(event, news.with(action)),
        new Notice("Confirm your tip", "Your bank asks you to confirm it."));
  }

  private static PushMessage message(DomainEvent event, TipNews news) {
    // version 0: a tip's versions are not its ride's
    return new PushMessage(event.type(), event.id(), news.rideId(), 0, event.at(), news);
  }

  private void tell(TipNews news, PushMessage message) {
    switch (news.status()) {
      case PAID -> {
        push.send(news.riderId(), message);
        push.sendOrNotify(
            news.driverId(), message, new Notice("Tip", "You were given " + news.amount() + "."));
      }
      case REFUSED ->
          push.sendOrNotify(
              news.riderId(),
              message,
              new Notice("Tip", "Your card was refused; you may try another one."));
      case PENDING, REQUIRES_ACTION -> push.send(news.riderId(), message);
    }
  }
}
