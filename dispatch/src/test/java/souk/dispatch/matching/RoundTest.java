package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.fleet.Fleet;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.trip.TripStatus;

class RoundTest {
  private static TestCity standard;
  private TestCity city;

  @BeforeAll
  static void open() {
    standard = TestCity.open();
  }

  @AfterAll
  static void closeStandard() {
    standard.close();
  }

  @BeforeEach
  void empty() {
    city = standard;
    city.empty();
  }

  @AfterEach
  void closeOther() {
    if (city != standard) city.close();
  }

  @Test
  void everyWaitingTripIsOfferedToTheBestDriverLeft() {
    var near = city.driver(metresNorth(100));
    var far = city.driver(metresNorth(300));
    var older = city.requested();
    var younger = city.requested();

    city.round();

    assertThat(asked(older.id())).containsExactly(near);
    assertThat(asked(younger.id())).containsExactly(far);
  }

  @Test
  void whoIsPromisedIsPassedOverAndTheOfferSaysSo() throws Exception {
    var busy = city.driver(metresNorth(100));
    var first = city.requested();
    city.round();
    var free = city.driver(metresNorth(300));
    var second = city.requested();

    city.round();

    assertThat(asked(first.id())).containsExactly(busy);
    assertThat(asked(second.id())).containsExactly(free);
    var explanation = new ObjectMapper().readTree((String) explanation(second.id()));
    assertThat(explanation.at("/ranked/0/driver").asText()).isEqualTo(free.toString());
    assertThat(explanation.at("/ranked/0/eta_ms").asLong()).isPositive();
    assertThat(explanation.at("/passed_over/0/driver").asText()).isEqualTo(busy.toString());
    assertThat(explanation.at("/passed_over/0/reason").asText()).isEqualTo("PROMISED");
  }

  @Test
  void whoHasBeenSilentForTooLongByTheTimeOfTheOfferIsNotAsked() {
    var driver = city.online();
    var trip = city.requested().id();

    city.bean(ParkedDrivers.class).park(driver, metresNorth(100), Fleet.SILENCE);
    city.round();
    assertThat(asked(trip)).as("the search still found him").isEmpty();

    city.bean(ParkedDrivers.class).park(driver, metresNorth(100));
    city.round();
    assertThat(asked(trip)).containsExactly(driver);
  }

  @Test
  void whoRefusedATripIsNotAskedAboutItAgain() {
    var declines = city.driver(metresNorth(100));
    var sleeps = city.driver(metresNorth(200));
    var givesBack = city.driver(metresNorth(300));
    var last = city.driver(metresNorth(400));
    var trip = city.requested().id();

    city.round();
    city.bean(DeclineOffer.class).decline(declines, openOffer(trip));
    city.round();
    city.passDeadline(openOffer(trip));
    city.round();
    city.bean(AcceptOffer.class).accept(givesBack, openOffer(trip));
    city.bean(DriveTrip.class).giveBack(givesBack, trip, "flat_tyre");
    city.round();
    city.bean(DeclineOffer.class).decline(last, openOffer(trip));
    city.round();

    assertThat(asked(trip)).containsExactly(declines, sleeps, givesBack, last);
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);
    var other = city.requested().id();
    city.round();
    assertThat(asked(other)).as("another trip is another matter").containsExactly(declines);
  }

  @Test
  void whoWentOffLineMayBeAskedAgainWhenHeIsBack() {
    var driver = city.driver();
    var trip = city.requested().id();
    city.round();
    city.bean(GoOffline.class).goOffline(driver);
    city.round();
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);

    city.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    city.round();

    assertThat(asked(trip)).containsExactly(driver, driver);
  }

  @Test
  void theSearchWidensWhenNobodyIsLeftNearBy() {
    var near = city.driver(metresNorth(100));
    var farther = city.driver(metresNorth(1_200));
    var farthest = city.driver(metresNorth(2_800));
    var outOfReach = city.driver(metresNorth(3_200));
    var trip = city.requested().id();
    for (var driver : List.of(near, farther, farthest)) {
      city.round();
      city.bean(DeclineOffer.class).decline(driver, openOffer(trip));
    }

    city.round();

    assertThat(asked(trip)).containsExactly(near, farther, farthest).doesNotContain(outOfReach);
  }

  @Test
  void anOverdueOfferEndsAndItsTripIsOfferedOnInTheSameRound() {
    city.driver(metresNorth(100));
    var next = city.driver(metresNorth(300));
    var trip = city.requested().id();
    city.round();
    city.passDeadline(openOffer(trip));

    city.round();

    assertThat(asked(trip)).hasSize(2).endsWith(next);
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.OFFERED);
  }

  @Test
  void aTripForWhichNobodyWasFoundInTimeIsHopeless() {
    var trip = city.requested().id();
    city.round();
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);
    city.sql("UPDATE dispatch.trip SET search_until = clock_timestamp() WHERE id = ?", trip);
    city.driver();

    city.round();

    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.HOPELESS);
    assertThat(city.events(trip)).containsExactly("trip.requested", "trip.hopeless");
    assertThat(asked(trip)).isEmpty();
  }

  @Test
  void whoCannotBeThereInTimeIsNotAsked() {
    city = TestCity.open(Map.of("souk.matching.pickup-limit", "30s"));
    city.driver(metresNorth(400));
    var trip = city.requested().id();

    city.round();
    assertThat(city.trip(trip).status()).isEqualTo(TripStatus.WAITING);

    var near = city.driver(metresNorth(200));
    city.round();
    assertThat(asked(trip)).containsExactly(near);
  }

  @Test
  void aTripThatFoundNobodyRestsUntilTheNextTickUnlessItMoves() {
    var rest = new Rest();
    var round = city.bean(Round.class);
    var trip = city.requested();
    round.run(TestCity.ID, rest);
    var driver = city.driver();

    round.run(TestCity.ID, rest);
    assertThat(asked(trip.id())).isEmpty();

    city.bean(DeclineOffer.class).decline(driver, city.offered(trip, driver));
    var other = city.driver(metresNorth(50));
    round.run(TestCity.ID, rest);
    assertThat(asked(trip.id())).containsExactly(driver, other);
  }

  @Test
  void aRoundSaysWhenAnotherAtOnceMayMatchMore() {
    city = TestCity.open(Map.of("souk.matching.drivers-shortlisted", 1));
    city.driver(metresNorth(100));
    city.driver(metresNorth(200));
    city.requested();
    city.requested();
    var round = city.bean(Round.class);
    var rest = new Rest();

    assertThat(round.run(TestCity.ID, rest)).as("both want the nearest").isTrue();
    assertThat(round.run(TestCity.ID, rest)).isFalse();
    assertThat(city.value("SELECT count(*) FROM dispatch.offer WHERE status = 'OPEN'"))
        .isEqualTo(2L);
    assertThat(round.run(TestCity.ID, rest)).isFalse();
  }

  @Test
  void aRoundLooksAtABoundedNumberOfTripsAndSaysThatMoreWait() {
    city = TestCity.open(Map.of("souk.matching.trips-in-round", 2));
    for (int i = 0; i < 3; i++) city.requested();
    for (int i = 0; i < 3; i++) city.driver(metresNorth(100 * i));
    var round = city.bean(Round.class);
    var rest = new Rest();

    assertThat(round.run(TestCity.ID, rest)).isTrue();
    assertThat(round.run(TestCity.ID, rest)).isFalse();
    assertThat(city.value("SELECT count(*) FROM dispatch.offer")).isEqualTo(3L);
  }

  private static Point metresNorth(int metres) {
    return new Point(TestCity.CASINO.lat() + metres / 111_195.0, TestCity.CASINO.lon());
  }

  /** Who was asked about the trip, in order. */
  private List<Object> asked(UUID trip) {
    return city
        .rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip)
        .stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }

  private UUID openOffer(UUID trip) {
    return (UUID)
        city.value("SELECT id FROM dispatch.offer WHERE trip_id = ? AND status = 'OPEN'", trip);
  }

  private Object explanation(UUID trip) {
    return city.value("SELECT explanation FROM dispatch.offer WHERE trip_id = ?", trip);
  }
}
