package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a driver's phone of an offer, and of the end that somebody else made of it. */
@Singleton
final class OfferPush implements EventListener {
  private static final Notice NOTICE =
      new Notice("A trip for you", "Open the app to accept or decline it.");

  private final Push push;
  private final Json json;

  OfferPush(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  void made(UUID driver, OfferView offer) {
    push.sendOrNotify(driver, message(offer, offer.madeAt()), NOTICE);
  }

  void again(UUID driver, OfferView offer, Instant now) {
    push.send(driver, message(offer, now));
  }

  /** The offer's id is the message's: by either a phone says that it shows the offer. */
  private static PushMessage message(OfferView offer, Instant at) {
    return new PushMessage("offer.made", offer.id(), offer.id(), offer.version(), at, offer);
  }

  @Override
  public boolean hears(String type) {
    return type.startsWith("offer.");
  }

  @Override
  public void heard(DomainEvent event) {
    var ended = json.read(event.payload(), OfferBook.Ended.class);
    push.send(
        ended.driverId(),
        new PushMessage(
            event.type(),
            event.id(),
            ended.offerId(),
            event.aggregateVersion(),
            event.at(),
            ended));
  }
}
