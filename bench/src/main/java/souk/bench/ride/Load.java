package souk.bench.ride;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.bench.load.Arrivals;
import souk.bench.load.FirstOffers;
import souk.bench.load.PhoneLine;
import souk.bench.load.Places;
import souk.bench.report.Percentiles;
import souk.dispatch.city.City;

/** A city's riders and drivers on their phones. */
final class Load implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Load.class);

  /** For who came last; beyond this a ride counts as never offered. */
  private static final Duration LAST_OFFER = Duration.ofSeconds(20);

  /** For a slow machine; a trip takes its driver some seven seconds. */
  private static final Duration LAST_DRIVE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final PhoneLine line;
  private final Riders riders;
  private final Drivers drivers;
  private volatile FirstOffers offers = new FirstOffers();

  /**
   * What was seen.
   *
   * @param offerMs from the intended request to the first phone that hears of it
   * @param refused requests that were not taken
   * @param neverOffered rides of which no phone heard
   * @param completed rides that were driven to their end meanwhile
   * @param rides that were asked for
   */
  record Outcome(
      Percentiles offerMs, int refused, int neverOffered, long completed, Collection<UUID> rides) {}

  Load(Souk souk, City city, int riderCount, int driverCount, long seed) {
    line = new PhoneLine(souk.server());
    drivers =
        new Drivers(
            line,
            souk.issuer(),
            city.id(),
            new Places(city.area(), seed).next(driverCount),
            trip -> offers.heard(trip));
    riders = Riders.signUp(line, souk.issuer(), new Places(city.area(), seed + 1), riderCount);
  }

  /** Lets the riders come; returns when all were offered and driven to their end. */
  Outcome run(Arrivals arrivals) throws InterruptedException {
    var counted = new FirstOffers();
    offers = counted;
    var rides = new ConcurrentLinkedQueue<UUID>();
    var refused = new AtomicInteger();
    var completedBefore = drivers.completed();
    arrivals.begin(intended -> ride(intended, counted, rides, refused));
    var all = arrivals.offsets().size();
    await(() -> counted.asked() + refused.get() == all && counted.waiting() == 0, LAST_OFFER);
    var neverOffered = counted.waiting();
    var latencies = counted.end();
    await(() -> drivers.underway() == 0, LAST_DRIVE);
    return new Outcome(
        latencies.percentiles(),
        all - counted.asked(),
        neverOffered,
        drivers.completed() - completedBefore,
        rides);
  }

  private void ride(long from, FirstOffers counted, Collection<UUID> rides, AtomicInteger refused) {
    try {
      var asked = riders.ride(from);
      asked.ride().ifPresent(ride -> counted.await(ride, asked.intendedNanos()));
      asked.ride().ifPresent(rides::add);
      if (asked.ride().isEmpty()) refused.incrementAndGet();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.warn("a ride is not taken: {}", failure.toString());
      refused.incrementAndGet();
    }
  }

  private static void await(BooleanSupplier over, Duration max) throws InterruptedException {
    var end = System.nanoTime() + max.toNanos();
    while (!over.getAsBoolean() && System.nanoTime() < end) Thread.sleep(LOOK_AGAIN);
  }

  @Override
  public void close() {
    drivers.close();
    line.close();
  }
}
