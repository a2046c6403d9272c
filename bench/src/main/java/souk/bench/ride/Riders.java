package souk.bench.ride;

import static java.util.stream.Gatherers.mapConcurrent;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import souk.bench.load.Issuer;
import souk.bench.load.PhoneLine;
import souk.bench.load.Places;
import souk.dispatch.city.Point;

/**
 * Riders with a card each. Whoever has not ridden for the longest time asks next, so that his last
 * ride is long over.
 */
final class Riders {
  /** How long somebody looks at a price before he takes it. */
  private static final Duration LOOKING = Duration.ofSeconds(2);

  private static final int SIGNED_UP_AT_ONCE = 8;
  private static final int PLACES_TRIED_MAX = 5;

  private final PhoneLine line;
  private final Places places;
  private final BlockingQueue<Rider> waiting;

  private record Rider(String token, String card) {}

  /**
   * A request that was answered.
   *
   * @param ride empty when it was refused
   * @param intendedNanos when it was meant to be sent
   */
  record Asked(Optional<UUID> ride, long intendedNanos) {}

  private Riders(PhoneLine line, Places places, BlockingQueue<Rider> waiting) {
    this.line = line;
    this.places = places;
    this.waiting = waiting;
  }

  /** Signs so many up, each with a card. */
  static Riders signUp(PhoneLine line, Issuer issuer, Places places, int count) {
    var riders =
        IntStream.range(0, count)
            .boxed()
            .gather(mapConcurrent(SIGNED_UP_AT_ONCE, _ -> signUp(line, issuer)))
            .toList();
    return new Riders(line, places, new LinkedBlockingQueue<>(riders));
  }

  private static Rider signUp(PhoneLine line, Issuer issuer) {
    var token = issuer.token(UUID.randomUUID(), "CUSTOMER");
    var card = line.post(token, "/v1/cards", Map.of("psp_token", "pm_card_visa")).expect(201);
    return new Rider(token, card.get("id").asText());
  }

  /** Looks at a price from this instant on and takes it two seconds later. */
  Asked ride(long fromNanos) throws InterruptedException {
    var rider = waiting.take();
    var quote = quote(rider);
    var intended = fromNanos + LOOKING.toNanos();
    TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
    var wish = Map.of("quote", quote, "card_id", rider.card());
    var answer = line.post(rider.token(), "/v1/rides", UUID.randomUUID().toString(), wish);
    waiting.add(rider);
    if (answer.status() != 202) return new Asked(Optional.empty(), intended);
    return new Asked(Optional.of(UUID.fromString(answer.body().get("id").asText())), intended);
  }

  /** Not every place is near a road; whoever stands elsewhere chooses another. */
  private String quote(Rider rider) {
    for (int tried = 1; true; tried++) {
      var answer =
          line.post(
              rider.token(),
              "/v1/rides/quotes",
              Map.of("pickup", place(), "dropoff", place(), "product", "standard"));
      if (answer.status() == 201) return answer.body().get("quote").asText();
      if (tried == PLACES_TRIED_MAX) throw new IllegalStateException(answer.toString());
    }
  }

  private Map<String, Double> place() {
    synchronized (places) {
      Point point = places.next();
      return Map.of("lat", point.lat(), "lon", point.lon());
    }
  }
}
