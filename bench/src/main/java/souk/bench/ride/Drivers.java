package souk.bench.ride;

import static java.util.stream.Gatherers.mapConcurrent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.bench.load.Issuer;
import souk.bench.load.PhoneLine;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/**
 * Drivers on line, each of whom says every four seconds where he is, accepts what he is offered
 * after a second and drives it to the end, which takes some six seconds.
 */
final class Drivers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Drivers.class);
  private static final int PING_SECONDS = 4;
  private static final int TURNS_PER_SECOND = 10;
  private static final int TURNS = PING_SECONDS * TURNS_PER_SECOND;
  private static final int SIGNED_ON_AT_ONCE = 8;
  private static final long THINKING_MS = 1_000;

  /** What a driver does one after the other, and how long each takes him. */
  private static final List<Move> JOURNEY =
      List.of(
          new Move("en-route", 2_000),
          new Move("arrive", 500),
          new Move("start", 3_000),
          new Move("complete", 0));

  private record Move(String path, long millis) {
    /** Whoever ends a trip says where it ends. */
    Map<String, ?> said(DriverPhone driver) {
      return path.equals("complete") ? driver.here() : Map.of();
    }
  }

  private final Consumer<UUID> heard;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger underway = new AtomicInteger();
  private final LongAdder completed = new LongAdder();
  private final ScheduledExecutorService pings =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("pings").factory());
  private final List<DriverPhone> phones;
  private int turn;

  /**
   * Signs one on at each of these places.
   *
   * @param heard hears of each trip that a phone hears of
   */
  Drivers(PhoneLine line, Issuer issuer, CityId city, List<Point> homes, Consumer<UUID> heard) {
    this.heard = heard;
    this.phones =
        homes.stream()
            .gather(
                mapConcurrent(
                    SIGNED_ON_AT_ONCE,
                    at -> DriverPhone.signOn(line, issuer, city, at, this::offered)))
            .toList();
    phones.forEach(DriverPhone::ping);
    pings.scheduleAtFixedRate(
        this::pingSome, 0, TimeUnit.SECONDS.toMillis(1) / TURNS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  /** How many trips came to their end. */
  long completed() {
    return completed.sum();
  }

  /** How many drivers are at it. */
  int underway() {
    return underway.get();
  }

  private void pingSome() {
    for (int n = turn; n < phones.size(); n += TURNS) phones.get(n).ping();
    turn = (turn + 1) % TURNS;
  }

  private void offered(DriverPhone driver, DriverPhone.Offer offer) {
    heard.accept(offer.trip());
    if (taken.add(offer.id())) Thread.startVirtualThread(() -> take(driver, offer));
  }

  private void take(DriverPhone driver, DriverPhone.Offer offer) {
    underway.incrementAndGet();
    try {
      driver.acknowledge(offer);
      Thread.sleep(THINKING_MS);
      var accepted = driver.ask("/v1/offers/" + offer.id() + "/accept", Map.of());
      if (accepted.status() == 200) drive(driver, offer.trip());
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.warn("trip {} is not driven to its end: {}", offer.trip(), failure.toString());
    } finally {
      underway.decrementAndGet();
    }
  }

  /** A next job waits until the driver's present trip is over. */
  private void drive(DriverPhone driver, UUID trip) throws InterruptedException {
    driver.wheel().lockInterruptibly();
    try {
      for (var move : JOURNEY) {
        driver.ask("/v1/trips/" + trip + "/" + move.path(), move.said(driver)).expect(200);
        Thread.sleep(move.millis());
      }
      completed.increment();
    } finally {
      driver.wheel().unlock();
    }
  }

  @Override
  public void close() {
    pings.shutdownNow();
    phones.forEach(DriverPhone::hangUp);
  }
}
