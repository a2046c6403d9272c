package souk.booking.stay.ical;

import jakarta.inject.Singleton;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a host that the same rooms may have been sold twice. */
@Singleton
final class FeedPushes implements EventListener {
  private final Push push;
  private final Json json;

  FeedPushes(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.equals(FeedNews.CONFLICTING);
  }

  @Override
  public void heard(DomainEvent event) {
    var news = json.read(event.payload(), FeedNews.class);
    push.sendOrNotify(
        news.hostId(),
        new PushMessage(event.type(), event.id(), news.feedId(), news.version(), event.at(), news),
        new Notice(
            "Sold twice?", "%s has nights that guests of yours have.".formatted(news.name())));
  }
}
