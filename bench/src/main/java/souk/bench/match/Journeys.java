package souk.bench.match;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.Offers;

/**
 * What every driver does with an offer: he accepts it after a second and drives the trip to its
 * end, which takes him some six seconds. His phone says that it shows the offer, as phones do.
 */
final class Journeys {
  private static final Logger log = LoggerFactory.getLogger(Journeys.class);
  private static final Duration THINKING = Duration.ofSeconds(1);
  private static final Duration TO_PICKUP = Duration.ofSeconds(2);
  private static final Duration BOARDING = Duration.ofMillis(500);
  private static final Duration TO_DROPOFF = Duration.ofSeconds(3);

  private final Offers offers;
  private final AcceptOffer accept;
  private final DriveTrip drive;
  private final AtomicInteger underway = new AtomicInteger();
  private final LongAdder completed = new LongAdder();

  Journeys(DispatchProcess process) {
    this.offers = process.bean(Offers.class);
    this.accept = process.bean(AcceptOffer.class);
    this.drive = process.bean(DriveTrip.class);
  }

  /** How many trips came to their end. */
  long completed() {
    return completed.sum();
  }

  /** How many drivers are at it. */
  int underway() {
    return underway.get();
  }

  /** Takes the offered trip to its end, on the caller's thread. */
  void drive(UUID driver, UUID offer, UUID trip) {
    underway.incrementAndGet();
    try {
      offers.acknowledge(driver, offer);
      Thread.sleep(THINKING);
      if (accept.accept(driver, offer) instanceof AcceptOffer.Answer.Accepted) step(driver, trip);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.warn("trip {} is not driven to its end: {}", trip, failure.toString());
    } finally {
      underway.decrementAndGet();
    }
  }

  private void step(UUID driver, UUID trip) throws InterruptedException {
    drive.setOff(driver, trip);
    Thread.sleep(TO_PICKUP);
    drive.arrive(driver, trip);
    Thread.sleep(BOARDING);
    drive.start(driver, trip);
    Thread.sleep(TO_DROPOFF);
    drive.complete(driver, trip);
    completed.increment();
  }
}
