package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.driver.Drivers;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/** The rider does not come: who may say so, when, and who wins when he comes after all. */
class NoShowTest {
  private static TestCity city;
  private static DriveTrip drive;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    drive = city.bean(DriveTrip.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void whoWaitedLongEnoughMayLeaveARiderWhoDidNotCome() {
    var driver = city.driver();
    var trip = arrived(driver, Duration.ofMinutes(5));

    assertThatThrownBy(() -> drive.noShow(driver, trip))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.code()).isEqualTo("rider_may_still_come");
              assertThat(String.valueOf(problem.body().get("seconds_left")))
                  .matches("[1-9][0-9]{0,2}");
            });
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.ARRIVED);
    waited(trip, 301);

    var called = drive.noShow(driver, trip);

    assertThat(called.status()).isEqualTo(TripStatus.CANCELLED);
    assertThat(called.cancelled())
        .isEqualTo(new Cancellation(Cancellation.By.DRIVER, Cancellation.NO_SHOW));
    assertThat(drive.noShow(driver, trip)).isEqualTo(called);
    assertThat(city.bean(Drivers.class).standing(driver).orElseThrow().free()).isTrue();
    assertThat(city.events(trip)).endsWith("trip.cancelled");
  }

  @Test
  void aNoShowIsDeclaredAtThePickupAndByItsDriverOnly() {
    var driver = city.driver();
    var trip = driven(driver);
    refused(() -> drive.noShow(driver, trip), 409);
    drive.setOff(driver, trip);
    refused(() -> drive.noShow(driver, trip), 409);
    drive.arrive(driver, trip);
    var stranger = city.driver();
    refused(() -> drive.noShow(stranger, trip), 404);
    drive.start(driver, trip);
    refused(() -> drive.noShow(driver, trip), 409);
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.IN_PROGRESS);
  }

  /** The rider's cancellation, boarding and the no-show at once: the first decides for all. */
  @RepeatedTest(5)
  void ofBoardingCancellationAndNoShowOneWins() {
    var driver = city.driver();
    var asked = TestCity.asked();
    accept(driver, city.offered(city.bean(Trips.class).request(asked), driver));
    drive.setOff(driver, asked.id());
    drive.arrive(driver, asked.id());

    var told =
        together(
            () -> drive.start(driver, asked.id()).status(),
            () -> drive.noShow(driver, asked.id()).status(),
            () -> city.bean(Trips.class).cancel(asked, TestCity.byRider()).trip().status());

    var trip = city.trip(asked.id());
    assertThat(trip.version()).isEqualTo(6);
    assertThat(told).isNotEmpty().containsOnly(trip.status());
    assertThat(city.count("driver_claim WHERE trip_id = '%s'".formatted(asked.id())))
        .isEqualTo(trip.status() == TripStatus.IN_PROGRESS ? 1 : 0);
  }

  /** What those were told who were not refused. */
  private static List<TripStatus> together(Callable<?>... steps) {
    var start = new CyclicBarrier(steps.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          Stream.of(steps)
              .map(step ->
                  threads.submit(() -> {
                    start.await();
                    return (TripStatus) step.call();
                  }))
              .toList();
      return calls.stream().flatMap(NoShowTest::answer).toList();
    }
  }

  private static Stream<TripStatus> answer(Future<TripStatus> call) {
    try {
      return Stream.of(call.get());
    } catch (ExecutionException refused) {
      assertThat(refused).hasCauseInstanceOf(Problem.class);
      return Stream.empty();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static UUID arrived(UUID driver, Duration noShowAfter) {
    var trip = driven(driver);
    city.sql(
        "UPDATE dispatch.trip SET no_show_after_s = ? WHERE id = ?",
        (int) noShowAfter.toSeconds(),
        trip);
    drive.setOff(driver, trip);
    drive.arrive(driver, trip);
    return trip;
  }

  private static void waited(UUID trip, int seconds) {
    city.sql(
        "UPDATE dispatch.trip SET arrived_at = arrived_at - ? * interval '1 s' WHERE id = ?",
        seconds,
        trip);
  }

  private static UUID driven(UUID driver) {
    var trip = city.requested();
    accept(driver, city.offered(trip, driver));
    return trip.id();
  }

  private static void accept(UUID driver, UUID offer) {
    city.bean(AcceptOffer.class).accept(driver, offer);
  }

  private static void refused(ThrowingCallable step, int status) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }
}
