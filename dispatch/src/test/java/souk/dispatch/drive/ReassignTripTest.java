package souk.dispatch.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.Together;
import souk.dispatch.driver.Drivers;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/** Operations take a trip from its driver; against everybody else the trip's row decides. */
class ReassignTripTest {
  /** So often two do something at the same moment. */
  private static final int TIMES = 25;

  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Olga");

  private static TestCity city;
  private static DriveTrip drive;
  private static ReassignTrip reassign;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    drive = city.bean(DriveTrip.class);
    reassign = city.bean(ReassignTrip.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void empty() {
    city.empty();
  }

  @Test
  void theTripWaitsAnewAndItsDriverIsFreeWithoutBlame() {
    var driver = city.driver();
    var trip = driven(driver);
    city.sql("UPDATE dispatch.trip SET search_until = clock_timestamp() WHERE id = ?", trip.id());

    var waiting = reassigned(trip.id());

    assertThat(waiting.status()).isEqualTo(TripStatus.WAITING);
    assertThat(waiting.driver()).isNull();
    assertThat(waiting.version()).isEqualTo(trip.version() + 1);
    assertThat(
            city.value(
                "SELECT search_until - moved_at = interval '120 s' FROM dispatch.trip WHERE id = ?",
                trip.id()))
        .isEqualTo(true);
    assertThat(city.bean(Drivers.class).standing(driver).orElseThrow().free()).isTrue();
    assertThat(by(trip.id())).containsExactly("OPS");
    assertThat(city.events(trip.id())).endsWith("trip.waiting", "driver_trip.reassigned");
  }

  @Test
  void theDriverIsNotAskedAgainAndTheTripGoesFirst() {
    var driver = city.driver();
    var older = city.requested();
    city.sql(
        "UPDATE dispatch.trip SET requested_at = requested_at - interval '100 s' WHERE id = ?",
        older.id());
    var trip = driven(driver);
    reassigned(trip.id());
    city.round();
    assertThat(asked(trip.id())).containsExactly(driver);
    assertThat(asked(older.id())).as("but about another trip").containsExactly(driver);

    var youngest = city.requested();
    var other = city.driver();
    city.round();

    assertThat(asked(trip.id())).containsExactly(driver, other);
    assertThat(asked(youngest.id())).isEmpty();
  }

  @Test
  void ofATripThatNobodyHasItChangesNothing() {
    var driver = city.driver();
    var trip = city.requested();
    assertThat(reassigned(trip.id())).isEqualTo(trip);
    city.offered(trip, driver);

    assertThat(reassigned(trip.id()).status()).isEqualTo(TripStatus.OFFERED);

    refused(() -> reassigned(UUID.randomUUID()), 404);
  }

  @Test
  void aRepetitionDoesNotTakeItFromTheNextDriver() {
    var driver = city.driver();
    var trip = driven(driver);
    reassign.reassign(OPERATOR, trip.id(), Optional.of(driver), "rude");
    var next = city.driver();
    accept(next, city.offered(city.trip(trip.id()), next));

    var again = reassign.reassign(OPERATOR, trip.id(), Optional.of(driver), "rude");

    assertThat(again.driver()).isNotNull().extracting("id").isEqualTo(next);
    refused(
        () -> reassign.reassign(OPERATOR, trip.id(), Optional.of(UUID.randomUUID()), "rude"), 409);
    assertThat(city.trip(trip.id())).isEqualTo(again);
    var actions =
        city.rows("SELECT * FROM platform.action_log WHERE subject_id = ?", trip.id().toString());
    assertThat(actions).as("only what changed something is written down").hasSize(1);
    assertThat(actions.getFirst())
        .containsEntry("action", "trip.reassigned")
        .containsEntry("reason", "rude")
        .containsEntry("operator_id", OPERATOR.id());
  }

  @Test
  void againstTheRidersCancellationTheCancellationStays() throws Exception {
    for (int n = 0; n < TIMES; n++) {
      var asked = TestCity.asked();
      var driver = city.driver();
      accept(driver, city.offered(city.bean(Trips.class).request(asked), driver));

      together(
          () -> reassigned(asked.id()),
          () -> city.bean(Trips.class).cancel(asked, TestCity.byRider()));

      assertThat(city.trip(asked.id()).status()).isEqualTo(TripStatus.CANCELLED);
      assertThat(city.trip(asked.id()).driver() == null)
          .as("who came first")
          .isEqualTo(by(asked.id()).equals(List.of("OPS")));
      assertThat(city.bean(Drivers.class).standing(driver).orElseThrow().free()).isTrue();
      refused(() -> reassigned(asked.id()), 409);
    }
  }

  @Test
  void againstArrivalTheReassignmentWins() throws Exception {
    for (int n = 0; n < TIMES; n++) {
      var driver = city.driver();
      var trip = driven(driver).id();
      drive.setOff(driver, trip);

      together(() -> reassigned(trip), () -> drive.arrive(driver, trip));

      assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);
      refused(() -> drive.arrive(driver, trip), 404);
    }
  }

  @Test
  void againstBoardingWhoComesFirstWins() throws Exception {
    for (int n = 0; n < TIMES; n++) {
      var driver = city.driver();
      var trip = driven(driver).id();
      drive.setOff(driver, trip);
      drive.arrive(driver, trip);

      together(() -> reassigned(trip), () -> drive.start(driver, trip));

      if (city.trip(trip).status() == TripStatus.IN_PROGRESS) {
        refused(() -> reassigned(trip), 409);
        assertThat(by(trip)).isEmpty();
      } else {
        assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);
        refused(() -> drive.start(driver, trip), 404);
      }
    }
  }

  @Test
  void againstTheDriversCancellationWhoComesFirstIsRemembered() throws Exception {
    for (int n = 0; n < TIMES; n++) {
      var driver = city.driver();
      var trip = driven(driver).id();

      together(
          () -> reassign.reassign(OPERATOR, trip, Optional.of(driver), "rude"),
          () -> drive.giveBack(driver, trip, "flat_tyre"));

      assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);
      assertThat(by(trip)).hasSize(1).isSubsetOf("OPS", "DRIVER");
      assertThat(city.events(trip).stream().filter("trip.waiting"::equals)).hasSize(1);
    }
  }

  /** Each may be refused with 404 or 409; anything else is an accident. */
  private static void together(Runnable one, Runnable other) throws Exception {
    Consumer<Runnable> tried =
        deed -> {
          try {
            deed.run();
          } catch (Problem refused) {
            assertThat(refused.status()).isIn(404, 409);
          }
        };
    Together.run(2, number -> tried.accept(number == 0 ? one : other));
  }

  private static TripView reassigned(UUID trip) {
    return reassign.reassign(OPERATOR, trip, Optional.empty(), "rude");
  }

  private static TripView driven(UUID driver) {
    var trip = city.requested();
    accept(driver, city.offered(trip, driver));
    return city.trip(trip.id());
  }

  private static void accept(UUID driver, UUID offer) {
    city.bean(AcceptOffer.class).accept(driver, offer);
  }

  private static List<Object> asked(UUID trip) {
    return column("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip);
  }

  /** Who took the trip from its drivers. */
  private static List<Object> by(UUID trip) {
    return column(
        "SELECT given_back_by FROM dispatch.offer"
            + " WHERE trip_id = ? AND given_back_at IS NOT NULL",
        trip);
  }

  private static List<Object> column(String sql, UUID trip) {
    return city.rows(sql, trip).stream().map(row -> row.values().iterator().next()).toList();
  }

  private static void refused(ThrowingCallable step, int status) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }
}
