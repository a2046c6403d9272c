package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.driver.Drivers;
import souk.dispatch.offer.AcceptOffer;
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
