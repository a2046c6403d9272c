package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.embedded.TemporalEngine;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

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
  void losesNothingWhenTheRidersServerIsClosed() {
    try (var city = RideCity.ofTwoNodes()) {
      city.requestRides(RIDES);
      city.closeFirst();
      city.requestRides(RIDES);
      city.assertEveryRideSettledOnce();
    }
  }

  @Test
  void losesNothingWhenTheDriversServerIsClosed() {
    try (var city = RideCity.ofTwoNodes()) {
      city.requestRides(RIDES);
      city.closeLast();
      city.requestRides(RIDES);
      city.assertEveryRideSettledOnce();
    }
  }

  @Test
  void chargesEveryRideOnceAlthoughAnswersAreLost() {
    try (var city = RideCity.open()) {
      loseAnswers(city);
      city.requestRides(RIDES);
      city.assertEveryRideSettledOnce();
    }
  }

  /** The negative control: keys that are not derived from the charge pay several times. */
  @Test
  void withRandomKeysARideIsChargedTwice() {
    try (var city = RideCity.open(Map.of("test.forgetful-psp", true))) {
      loseAnswers(city);
      city.requestRides(RIDES);
      assertThatThrownBy(city::assertEveryRideSettledOnce).isInstanceOf(AssertionError.class);
      assertThat(city.twin.violations()).isNotEmpty();
    }
  }

  private static void loseAnswers(RideCity city) {
    city.twin.inject(
        Fault.always(FaultKind.LOSE_ANSWER)
            .on(Operation.PAYMENT_INTENTS_CREATE)
            .with(0.3)
            .times(RIDES / 4));
  }
}
