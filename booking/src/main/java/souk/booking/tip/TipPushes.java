package souk.booking.tip;

import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells the rider whether his card gave it, and the driver that he was given something. */
@Singleton
final class TipPushes implements EventListener {
  private final Push push;
  private final Json json;

  TipPushes(Push push, Json json) {
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
    // version 0: a tip's versions are not its ride's
    var message = new PushMessage(event.type(), event.id(), news.rideId(), 0, event.at(), news);
    tell(news, message);
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
      case PENDING -> {}
    }
  }
}
