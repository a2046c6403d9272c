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
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

class DriveTripTest {
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
  void aStepThatWasTakenOrLiesBehindAnswersWithTheTrip() {
    var driver = city.driver();
    var trip = driven(driver).id();
    drive.setOff(driver, trip);
    var arrived = drive.arrive(driver, trip);

    assertThat(drive.setOff(driver, trip)).isEqualTo(arrived);
    assertThat(drive.arrive(driver, trip)).isEqualTo(arrived);

    drive.start(driver, trip);
    var completed = drive.complete(driver, trip);
    assertThat(drive.setOff(driver, trip)).isEqualTo(completed);
    assertThat(drive.complete(driver, trip)).isEqualTo(completed);
    assertThat(completed.version()).isEqualTo(7);
  }

  @Test
  void aStepAheadIsRefusedAndSaysWhereTheTripStands() {
    var driver = city.driver();
    var trip = driven(driver).id();

    assertThatThrownBy(() -> drive.complete(driver, trip))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(409);
              assertThat(problem.code()).isEqualTo("illegal_transition");
              assertThat(problem.body()).containsEntry("state", TripStatus.ASSIGNED);
            });
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.ASSIGNED);
  }

  @Test
  void forAStrangerThereIsNoSuchTrip() {
    var trip = driven(city.driver()).id();
    var stranger = city.driver();

    for (var step : steps(stranger, trip)) refused(step, 404);
    for (var step : steps(stranger, UUID.randomUUID())) refused(step, 404);
    assertThat(city.trip(trip).version()).isEqualTo(3);
  }

  @Test
  void aDriverWhoCompletesIsFreeUnderANewVersion() {
    var driver = city.driver();
    var trip = driven(driver).id();
    var before = version(driver);
    drive.setOff(driver, trip);
    drive.arrive(driver, trip);
    drive.start(driver, trip);
    assertThat(version(driver)).isEqualTo(before);

    drive.complete(driver, trip);

    assertThat(version(driver)).isEqualTo(before + 1);
    assertThat(city.bean(Drivers.class).standing(driver).orElseThrow().free()).isTrue();
  }

  @Test
  void aTripThatIsGivenBackIsSearchedForAnew() {
    var driver = city.driver();
    var trip = driven(driver);
    city.sql("UPDATE dispatch.trip SET search_until = clock_timestamp() WHERE id = ?", trip.id());
    var before = version(driver);

    assertThat(drive.giveBack(driver, trip.id(), "flat_tyre")).isEqualTo(TripStatus.WAITING);

    var waiting = city.trip(trip.id());
    assertThat(waiting.status()).isEqualTo(TripStatus.WAITING);
    assertThat(waiting.version()).isEqualTo(trip.version() + 1);
    assertThat(waiting.driver()).isNull();
    assertThat(city.events(trip.id())).endsWith("trip.assigned", "trip.waiting");
    assertThat(version(driver)).isEqualTo(before + 1);
    assertThat(
            city.value(
                "SELECT search_until - moved_at = interval '120 s' FROM dispatch.trip WHERE id = ?",
                trip.id()))
        .isEqualTo(true);
    assertThat(
            city.value("SELECT given_back_reason FROM dispatch.offer WHERE trip_id = ?", trip.id()))
        .isEqualTo("flat_tyre");
  }

  @Test
  void givingBackAgainAnswersTheSameThoughAnotherDrivesByNow() {
    var driver = city.driver();
    var trip = driven(driver);
    drive.giveBack(driver, trip.id(), "flat_tyre");
    var other = city.driver();
    accept(other, city.offered(city.trip(trip.id()), other));

    assertThat(drive.giveBack(driver, trip.id(), "flat_tyre")).isEqualTo(TripStatus.WAITING);

    assertThat(city.bean(ActiveWork.class).of(other).trip()).isNotNull();
    refused(() -> drive.setOff(driver, trip.id()), 404);
  }

  @Test
  void onceTheRiderIsOnBoardNobodyGivesBack() {
    var driver = city.driver();
    var trip = driven(driver).id();
    drive.setOff(driver, trip);
    drive.arrive(driver, trip);
    drive.start(driver, trip);

    refused(() -> drive.giveBack(driver, trip, "tired"), 409);

    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.IN_PROGRESS);
    assertThat(
            city.value(
                "SELECT count(*) FROM dispatch.offer WHERE trip_id = ? AND given_back_at IS NULL",
                trip))
        .isEqualTo(1L);
  }

  @Test
  void givingBackWhatTheRiderCancelledIsNoError() {
    var driver = city.driver();
    var asked = TestCity.asked();
    accept(driver, city.offered(city.bean(Trips.class).request(asked), driver));
    city.bean(Trips.class).cancel(asked, TestCity.byRider());

    assertThat(drive.giveBack(driver, asked.id(), "flat_tyre")).isEqualTo(TripStatus.CANCELLED);
    refused(() -> drive.setOff(driver, asked.id()), 409);
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
    var trip = driven(driver).id();
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
      return calls.stream().flatMap(DriveTripTest::answer).toList();
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
    var trip = driven(driver).id();
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

  private static TripView driven(UUID driver) {
    var trip = city.requested();
    accept(driver, city.offered(trip, driver));
    return city.trip(trip.id());
  }

  private static void accept(UUID driver, UUID offer) {
    city.bean(AcceptOffer.class).accept(driver, offer);
  }

  private static List<ThrowingCallable> steps(UUID driver, UUID trip) {
    return List.of(
        () -> drive.setOff(driver, trip),
        () -> drive.arrive(driver, trip),
        () -> drive.start(driver, trip),
        () -> drive.complete(driver, trip),
        () -> drive.giveBack(driver, trip, "flat_tyre"));
  }

  private static void refused(ThrowingCallable step, int status) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }

  private static long version(UUID driver) {
    return (long) city.value("SELECT version FROM dispatch.driver WHERE id = ?", driver);
  }
}
