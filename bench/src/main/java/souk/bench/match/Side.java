package souk.bench.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import souk.bench.load.Arrivals;
import souk.bench.load.FirstOffers;
import souk.bench.load.Places;
import souk.bench.report.Percentiles;
import souk.dispatch.Product;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.money.Money;
import souk.platform.push.Push;

/**
 * A city under load: trips are requested as {@link Arrivals} say, phones hear of offers, and every
 * trip is driven to its end.
 */
final class Side {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For who came last; beyond this a trip counts as never offered. */
  private static final Duration LAST_OFFER = Duration.ofSeconds(20);

  /** For a slow machine; a trip takes its driver some seven seconds. */
  private static final Duration LAST_DRIVE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final DispatchProcess process;
  private final Trips trips;
  private final Journeys journeys;
  private final Matching matching;
  private final Set<UUID> taken = ConcurrentHashMap.newKeySet();
  private volatile FirstOffers offers = new FirstOffers();

  /** How a trip comes to its driver. */
  interface Matching {
    /** The trip was requested. */
    void requested(TripView trip);

    /** The driver has ended his trip. */
    void free(UUID driver);
  }

  /**
   * What one load saw.
   *
   * @param offerMs from the intended request to the first phone that hears of it
   * @param neverOffered trips of which no phone heard
   * @param completed trips that were driven to their end meanwhile
   */
  record Outcome(Percentiles offerMs, int neverOffered, long completed) {}

  Side(DispatchProcess process, Matching matching) {
    this.process = process;
    this.trips = process.bean(Trips.class);
    this.journeys = new Journeys(process);
    this.matching = matching;
    process.bean(Push.class).onMessage(this::hear);
  }

  /** Lets the trips come; returns when all were offered and driven to their end. */
  Outcome run(Arrivals arrivals, long seed) throws InterruptedException {
    var counted = new FirstOffers();
    offers = counted;
    var places = new Places(process.city().area(), seed);
    var completedBefore = journeys.completed();
    arrivals.begin(intended -> request(counted, places, intended));
    await(() -> counted.waiting() == 0, LAST_OFFER);
    var neverOffered = counted.waiting();
    var latencies = counted.end();
    await(() -> journeys.underway() == 0, LAST_DRIVE);
    return new Outcome(
        latencies.percentiles(), neverOffered, journeys.completed() - completedBefore);
  }

  private static void await(BooleanSupplier over, Duration max) throws InterruptedException {
    var end = System.nanoTime() + max.toNanos();
    while (!over.getAsBoolean() && System.nanoTime() < end) Thread.sleep(LOOK_AGAIN);
  }

  private void request(FirstOffers counted, Places places, long intendedNanos) {
    var asked = asked(places);
    counted.await(asked.id(), intendedNanos);
    matching.requested(trips.request(asked));
  }

  private RequestTrip asked(Places places) {
    synchronized (places) {
      return new RequestTrip(
          UUID.randomUUID(),
          process.city().id(),
          Product.STANDARD,
          UUID.randomUUID(),
          "Rita",
          places.next(),
          places.next(),
          Money.of(1250, "EUR"));
    }
  }

  /** What every phone hears; called by the thread that reads from Redis, so it only starts work. */
  private boolean hear(UUID person, String message) {
    if (!message.contains("\"offer.made\"")) return true;
    var offer = tree(message).get("data");
    var id = UUID.fromString(offer.get("id").asText());
    var trip = UUID.fromString(offer.get("trip_id").asText());
    offers.heard(trip);
    if (taken.add(id)) Thread.startVirtualThread(() -> drive(person, id, trip));
    return true;
  }

  private void drive(UUID driver, UUID offer, UUID trip) {
    journeys.drive(driver, offer, trip);
    matching.free(driver);
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }
}
