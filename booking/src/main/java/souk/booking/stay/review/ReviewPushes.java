package souk.booking.stay.review;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells each side that the other has written, and both that they may read it. */
@Singleton
final class ReviewPushes implements EventListener {
  private static final Notice YOUR_TURN =
      new Notice("Review", "You were reviewed; write yours, and both can be read.");
  private static final Notice READABLE = new Notice("Review", "A review of a stay can be read.");

  private final Push push;
  private final Json json;

  ReviewPushes(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  @Override
  public boolean hears(String type) {
    return type.equals(ReviewNews.WRITTEN) || type.equals(ReviewNews.PUBLISHED);
  }

  @Override
  public void heard(DomainEvent event) {
    var news = json.read(event.payload(), ReviewNews.class);
    if (event.type().equals(ReviewNews.PUBLISHED)) {
      tell(event, news, news.guestId(), READABLE);
      tell(event, news, news.hostId(), READABLE);
    } else if (event.aggregateVersion() == 1) {
      var reader = news.sides().contains(Side.GUEST) ? news.hostId() : news.guestId();
      tell(event, news, reader, YOUR_TURN);
    }
  }

  private void tell(DomainEvent event, ReviewNews news, UUID person, Notice notice) {
    // version 0: the reviews' versions are not their stay's
    var message = new PushMessage(event.type(), event.id(), news.stayId(), 0, event.at(), news);
    push.sendOrNotify(person, message, notice);
  }
}
