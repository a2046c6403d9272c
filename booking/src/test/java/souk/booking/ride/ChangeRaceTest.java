package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import souk.dispatch.drive.DriveTrip;
import souk.platform.problem.Problem;

/** Consent, refusal, withdrawal and the end of the ride at once: trip, ride and money agree. */
class ChangeRaceTest {
  private static RideCity city;

  @BeforeAll
  static void open() {
    city = RideCity.ofTwoNodes();
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @RepeatedTest(8)
  void whoeverWinsAllSayTheSame() throws Exception {
    var rider = ChangingRider.slow(city);
    var change = rider.asked(ChangingRider.FARTHER);
    var driver = rider.driver();
    together(
        List.of(
            () -> rider.accept(change),
            () -> rider.decline(change),
            () -> city.last().bean(DriveTrip.class).complete(driver, rider.ride),
            () -> rider.withdraw(change),
            () -> rider.withdraw(change)));

    rider.arrive();

    var agreed = rider.status(change).equals("AGREED");
    assertThat(rider.tripTo().equals(ChangingRider.FARTHER)).isEqualTo(agreed);
    assertThat(rider.rideTo().equals(ChangingRider.FARTHER)).isEqualTo(agreed);
    assertThat(rider.payment(change)).isIn("VOIDED", agreed ? "CAPTURED" : "VOIDED");
    assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
    assertThat(city.twin.violations()).isEmpty();
  }

  /** Of many taps with many keys one makes the change. */
  @RepeatedTest(3)
  void aRideHasOneOpenChange() throws Exception {
    var rider = ChangingRider.slow(city);
    var token = rider.token(ChangingRider.FARTHER);
    List<Runnable> taps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      taps.add(() -> assertThat(rider.wish(token).status()).isIn(202, 409));
    }
    together(taps);

    assertThat(open(rider.ride)).isOne();
    rider.arrive();
    assertThat(open(rider.ride)).isZero();
  }

  private static int open(UUID ride) {
    return city.site.count(
        "SELECT count(*) FROM booking.destination_change WHERE ride_id = ? AND status = 'PROPOSED'",
        ride);
  }

  private static void together(List<Runnable> deeds) throws Exception {
    var start = new CyclicBarrier(deeds.size());
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var deed : deeds) {
        all.add(
            people.submit(() -> {
              start.await();
              refusable(deed);
              return true;
            }));
      }
      for (var one : all) one.get();
    }
  }

  private static void refusable(Runnable deed) {
    try {
      deed.run();
    } catch (Problem lost) {
      assertThat(lost.status()).isIn(404, 409);
    }
  }
}
