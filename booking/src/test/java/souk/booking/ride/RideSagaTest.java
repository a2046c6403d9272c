package souk.booking.ride;

import org.junit.jupiter.api.Test;
import souk.embedded.TemporalEngine;

/** Whatever is lost on the way, every ride settles, and is paid for as it ended, once. */
class RideSagaTest {
  private static final int RIDES = 24;

  @Test
  void settlesEveryRideOnceAlthoughTemporalForgetsEverything() {
    var temporal = TemporalEngine.startOwn();
    try (var city = RideCity.open(site -> site.temporal(temporal.address()))) {
      city.requestRides(RIDES);
      temporal.forget();
      city.requestRides(RIDES);
      temporal.forget();
      city.assertEveryRideSettledOnce();
    } finally {
      temporal.kill();
    }
  }

  @Test
  void settlesEveryRideOnceAlthoughItsWorkerIsKilled() {
    try (var city = RideCity.ofTwoNodes()) {
      city.requestRides(RIDES);
      city.killFirst();
      city.assertEveryRideSettledOnce();
    }
  }

  @Test
  void losesNothingWhenOneOfTwoServersIsClosed() {
    try (var city = RideCity.ofTwoNodes()) {
      city.requestRides(RIDES);
      city.closeFirst();
      city.requestRides(RIDES);
      city.assertEveryRideSettledOnce();
    }
  }
}
