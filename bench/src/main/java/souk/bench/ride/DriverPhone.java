package souk.bench.ride;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import souk.bench.load.Issuer;
import souk.bench.load.PhoneLine;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/** A driver on line who stays where he is, with his socket. */
final class DriverPhone implements WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 20;

  private final PhoneLine line;
  private final String token;
  private final Point at;
  private final Hears hears;
  private final StringBuilder text = new StringBuilder();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final ReentrantLock wheel = new ReentrantLock(true);
  private @Nullable WebSocket socket;

  /** Who hears of offers; called by the thread that reads the socket. */
  interface Hears {
    /** This driver is offered this trip. */
    void offered(DriverPhone driver, Offer offer);
  }

  /**
   * An offer as it came.
   *
   * @param message to be acknowledged
   */
  record Offer(String message, String id, UUID trip) {}

  private DriverPhone(PhoneLine line, String token, Point at, Hears hears) {
    this.line = line;
    this.token = token;
    this.at = at;
    this.hears = hears;
  }

  /** Signs a driver on and opens his socket; returns when it hears. */
  static DriverPhone signOn(PhoneLine line, Issuer issuer, CityId city, Point at, Hears hears) {
    var phone = new DriverPhone(line, issuer.token(UUID.randomUUID(), "DRIVER"), at, hears);
    var vehicle =
        Map.of("plate", "MC 1234", "model", "Zoe", "colour", "white", "products", standard());
    var driver = Map.of("name", "Dina", "city_id", city.slug(), "vehicle", vehicle);
    line.put(phone.token, "/v1/me/driver", driver).expect(200);
    phone.ask("/v1/me/driver/online", Map.of("product", "standard")).expect(200);
    phone.connect();
    return phone;
  }

  private static List<String> standard() {
    return List.of("standard");
  }

  private void connect() {
    socket = line.socket(token, this);
    try {
      if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The socket brings no snapshot");
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(over);
    }
  }

  /** Says where he is. */
  void ping() {
    say(
        String.format(
            Locale.ROOT,
            "{\"type\":\"positions\",\"positions\":"
                + "[{\"lat\":%.6f,\"lon\":%.6f,\"at\":\"%s\",\"accuracy_m\":5}]}",
            at.lat(),
            at.lon(),
            Instant.now()));
  }

  /** Where he is, as the end of a trip takes it. */
  Map<String, ?> here() {
    var here =
        Map.of("lat", at.lat(), "lon", at.lon(), "at", Instant.now().toString(), "accuracy_m", 5);
    return Map.of("positions", List.of(here));
  }

  /** The phone shows the offer. */
  void acknowledge(Offer offer) {
    say("{\"type\":\"ack\",\"id\":\"%s\"}".formatted(offer.message()));
  }

  /** Held by the trip that he drives. */
  ReentrantLock wheel() {
    return wheel;
  }

  PhoneLine.Answer ask(String path, Map<String, ?> body) {
    return line.post(token, path, body);
  }

  private synchronized void say(String frame) {
    if (socket != null) socket.sendText(frame, true).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      hear(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void hear(String message) {
    if (message.contains("\"snapshot\"")) subscribed.countDown();
    if (message.contains("\"offer.made\"")) hears.offered(this, offer(PhoneLine.tree(message)));
  }

  private static Offer offer(JsonNode message) {
    var data = message.get("data");
    return new Offer(
        message.get("id").asText(),
        data.get("id").asText(),
        UUID.fromString(data.get("trip_id").asText()));
  }

  void hangUp() {
    if (socket != null) socket.abort();
  }
}
