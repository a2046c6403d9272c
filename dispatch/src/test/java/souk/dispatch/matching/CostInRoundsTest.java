package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.matching.cost.TrackRecords;
import souk.dispatch.matching.cost.Work;
import souk.dispatch.offer.AcceptOffer;
import souk.platform.postgres.DatabaseClock;

/** What drivers and trips did before, as their rows have it, decides who is asked. */
class CostInRoundsTest {
  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.open();
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
  void whoRefusedHisLastOffersYieldsToANeighbour() {
    var refuses = city.driver(metresNorth(100));
    var takes = city.driver(metresNorth(300));
    answered(refuses, "DECLINED", 10);
    answered(takes, "ACCEPTED", 10);

    assertThat(whoIsAsked(city)).isEqualTo(takes);
  }

  @Test
  void whoIsRatedLowYieldsToANeighbourAndANewDriverIsLikeAnOrdinaryOne() {
    var low = city.driver(metresNorth(100));
    city.driver(metresNorth(300));
    rated(low, 40, 2);
    assertThat(record(low).starsBelow()).isEqualTo(2.24);

    var asked = whoIsAsked(city);

    assertThat(asked).isNotEqualTo(low);
    assertThat(record((UUID) asked).starsBelow()).isZero();
  }

  @Test
  void afterOneLowRatingTheNearerIsStillAsked() {
    var nearer = city.driver(metresNorth(100));
    city.driver(metresNorth(400));
    rated(nearer, 1, 1);

    assertThat(whoIsAsked(city)).isEqualTo(nearer);
  }

  @Test
  void whatARefusalCostsIsConfiguredByCityAndProduct() {
    var settings =
        Map.<String, Object>of(
            "souk.matching.weights.calm.city", "monaco",
            "souk.matching.weights.calm.product", "standard",
            "souk.matching.weights.calm.acceptance", "0",
            "souk.matching.weights.other.product", "xl",
            "souk.matching.weights.other.given-back", "1e3");
    try (var calm = TestCity.open(city.database(), settings)) {
      var refuses = calm.driver(metresNorth(100));
      calm.driver(metresNorth(300));
      answered(refuses, "DECLINED", 10);

      assertThat(whoIsAsked(calm)).isEqualTo(refuses);
    }
  }

  @Test
  void whoJustHadATripYieldsToANeighbour() {
    var busy = city.driver(metresNorth(100));
    drive(busy);
    var free = city.driver(metresNorth(300));

    assertThat(whoIsAsked(city)).isEqualTo(free);
  }

  @Test
  void whoHasBeenFreeForLongComesFirst() {
    city.driver(metresNorth(100));
    var idle = city.driver(metresNorth(300));
    city.sql(
        "UPDATE dispatch.driver SET changed_at = changed_at - interval '1 hour' WHERE id = ?",
        idle);

    assertThat(whoIsAsked(city)).isEqualTo(idle);
  }

  @Test
  void aTripThatWasGivenBackGoesFirstAndToSomebodyElse() {
    var fickle = city.driver();
    var givenBack = city.requested();
    var offer = city.offered(givenBack, fickle);
    var older = city.requested();
    city.sql(
        "UPDATE dispatch.trip SET requested_at = requested_at - interval '100 s' WHERE id = ?",
        older.id());
    city.bean(AcceptOffer.class).accept(fickle, offer);
    city.bean(DriveTrip.class).giveBack(fickle, givenBack.id(), "flat_tyre");
    city.bean(GoOffline.class).goOffline(fickle);
    var other = city.driver(metresNorth(500));

    city.round();

    assertThat(asked(givenBack.id())).containsExactly(fickle, other);
    assertThat(asked(older.id())).isEmpty();
  }

  @Test
  void inACrowdATripThatWasGivenBackIsStillLookedAt() {
    try (var crowded = TestCity.open(city.database(), Map.of("souk.matching.trips-in-round", 1))) {
      crowded.requested();
      var fickle = crowded.driver();
      var givenBack = crowded.requested();
      crowded.bean(AcceptOffer.class).accept(fickle, crowded.offered(givenBack, fickle));
      crowded.bean(DriveTrip.class).giveBack(fickle, givenBack.id(), "flat_tyre");
      var other = crowded.driver(metresNorth(500));

      crowded.round();

      assertThat(asked(givenBack.id())).containsExactly(fickle, other);
    }
  }

  @Test
  void aRecordCountsTheLastTwentyAnswersAndTheTripsOfAnHour() {
    var driver = city.driver();
    answered(driver, "DECLINED", 30);
    answered(driver, "ACCEPTED", 15);
    answered(driver, "EXPIRED", 2);
    drive(driver);
    var longAgo = drive(driver);
    city.sql(
        "UPDATE dispatch.trip SET completed_at = completed_at - interval '61 min' WHERE id = ?",
        longAgo);
    var before = record(driver);

    assertThat(before.answered()).isEqualTo(20);
    assertThat(before.refused()).as("two that ran out, and the last of the declined").isEqualTo(3);
    assertThat(before.lastHour()).isEqualTo(new Work(1, 1_250));
    city.offered(driver);
    assertThat(record(driver)).as("an open offer says nothing yet").isEqualTo(before);
    city.bean(GoOffline.class).goOffline(driver);
    assertThat(record(driver).refused()).as("neither does a withdrawn one").isEqualTo(3);
  }

  @Test
  void givingATripBackIsARefusal() {
    var driver = city.driver();
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    assertThat(record(driver).refused()).isZero();

    city.bean(DriveTrip.class).giveBack(driver, trip.id(), "flat_tyre");

    assertThat(record(driver).answered()).isEqualTo(1);
    assertThat(record(driver).refused()).isEqualTo(1);
  }

  private static TrackRecord record(UUID driver) {
    var now = city.bean(DatabaseClock.class).now();
    return city.bean(TrackRecords.class).of(List.of(driver), now).values().iterator().next();
  }

  /** Who is asked about a new trip at the casino. */
  private static Object whoIsAsked(TestCity city) {
    var trip = city.requested().id();
    city.round();
    return asked(trip).getFirst();
  }

  /** Offers of other trips that he answered so, each after the one before. */
  private static void answered(UUID driver, String status, int times) {
    for (int i = 0; i < times; i++) {
      city.sql(
          """
          INSERT INTO dispatch.offer (id, city_id, trip_id, driver_id, status, pickup_eta_s,
            explanation, made_at, expires_at, push_at, decided_at)
          VALUES (gen_random_uuid(), 'monaco', gen_random_uuid(), ?, ?, 60, '{}',
            clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp())
          """,
          driver,
          status);
    }
  }

  /** What full ratings of so many stars make of him. */
  private static void rated(UUID driver, int ratings, int stars) {
    city.sql(
        """
        INSERT INTO dispatch.reputation (person_id, party, ratings, weight, weighted_stars)
        VALUES (?, 'DRIVER', ?, ?, ?)
        """,
        driver,
        ratings,
        5 * ratings,
        5 * ratings * stars);
  }

  private static UUID drive(UUID driver) {
    var trip = city.requested().id();
    city.bean(AcceptOffer.class).accept(driver, city.offered(city.trip(trip), driver));
    var drive = city.bean(DriveTrip.class);
    drive.setOff(driver, trip);
    drive.arrive(driver, trip);
    drive.start(driver, trip);
    drive.complete(driver, trip);
    return trip;
  }

  private static List<Object> asked(UUID trip) {
    return city
        .rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip)
        .stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }

  private static Point metresNorth(int metres) {
    return new Point(TestCity.CASINO.lat() + metres / 111_195.0, TestCity.CASINO.lon());
  }
}
