package souk.dispatch.fleet;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverListener;
import souk.platform.push.Channels;

/**
 * Takes a driver out of the index as soon as he has a new version, and tells all nodes, so that the
 * one with his socket learns what he stands for now. Redis may be away or slow: nobody waits for
 * it, and what is lost here ends with the driver's silence or the nodes' next look.
 */
@Singleton
final class FleetChanges implements DriverListener {
  static final String CHANNEL = "fleet";

  /**
   * While Redis is away and this many wait for it, the next ones are left to the index's silence.
   */
  private static final int WAITING_MAX = 1_000;

  private static final Logger log = LoggerFactory.getLogger(FleetChanges.class);

  private final Fleet fleet;
  private final Channels channels;
  private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(WAITING_MAX);

  FleetChanges(Fleet fleet, Channels channels) {
    this.fleet = fleet;
    this.channels = channels;
  }

  @Override
  public void changed(UUID driver, CityId city, long version) {
    if (!places.tryAcquire()) return;
    tellers.execute(() -> {
      try {
        tell(driver, city, version);
      } finally {
        places.release();
      }
    });
  }

  private void tell(UUID driver, CityId city, long version) {
    try {
      fleet.remove(city, driver, version);
    } catch (RuntimeException away) {
      log.debug("driver {} is not taken out: {}", driver, away.getMessage());
    }
    channels.publish(CHANNEL, driver.toString());
  }

  @PreDestroy
  void close() {
    tellers.shutdownNow();
  }
}
