package souk.dispatch.chat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.dispatch.TestCity;
import souk.dispatch.offer.AcceptOffer;

/** A city in which two people are on a trip together and can write. */
final class ChatCity implements AutoCloseable {
  final TestCity city;

  /** Who is on a trip together. */
  record Pair(UUID trip, UUID rider, UUID driver) {}

  private ChatCity(TestCity city) {
    this.city = city;
  }

  static ChatCity open(Map<String, Object> settings) {
    return new ChatCity(TestCity.open(settings));
  }

  /** One that relays its events and answers HTTP. */
  static ChatCity serve(Map<String, Object> settings) {
    return new ChatCity(TestCity.serve(settings));
  }

  Pair pair() {
    var trip = city.requested();
    return new Pair(trip.id(), trip.riderId(), drivenBy(trip.id()));
  }

  /** Another driver accepts the waiting trip. */
  UUID drivenBy(UUID trip) {
    var driver = city.online();
    city.bean(AcceptOffer.class).accept(driver, city.offered(city.trip(trip), driver));
    return driver;
  }

  ChatMessage send(UUID person, UUID trip, String text) {
    return send(person, trip, UUID.randomUUID(), text);
  }

  ChatMessage send(UUID person, UUID trip, UUID id, String text) {
    return city.bean(SendMessage.class).send(person, trip, id, text);
  }

  ChatPage page(UUID person, UUID trip) {
    return city.bean(Chats.class).page(person, trip, 0, 1_000);
  }

  List<String> texts(UUID person, UUID trip) {
    return page(person, trip).messages().stream()
        .map(message -> message.seq() + " " + message.author() + " " + message.text())
        .toList();
  }

  @Override
  public void close() {
    city.close();
  }
}
