package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.TwoCities.EAST;
import static souk.dispatch.TwoCities.WEST;
import static souk.dispatch.TwoCities.eastOfBorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.dispatch.TwoCities;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.Drivers;
import souk.dispatch.driver.FollowCity;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.driver.RegisterDriver;
import souk.dispatch.matching.Round;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.money.Money;

/**
 * Two cities side by side, whose rounds are run by hand; three positions in a row move a driver.
 */
class CityWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Point IN_WEST = eastOfBorder(-60);
  private static final Point IN_EAST = eastOfBorder(60);

  private static TestCity node;

  @BeforeAll
  static void open() {
    node =
        TestCity.serve(
            TwoCities.settings(
                Map.of("souk.positions.city-after-points", 3, "souk.positions.city-after", "0s")));
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void empty() {
    node.empty();
  }

  @Test
  void eachCityHasItsOwnGroundClockMoneyAndRoads() {
    var cities = node.bean(Cities.class);
    assertThat(cities.at(IN_WEST).orElseThrow().id()).isEqualTo(WEST);
    assertThat(cities.at(IN_EAST).orElseThrow().currency().getCurrencyCode()).isEqualTo("CHF");
    assertThat(cities.at(IN_EAST).orElseThrow().zone().getId()).isEqualTo("Europe/Zurich");
    var nearest = cities.nearest(new Point(43.74, 7.50));
    assertThat(nearest.city().id()).isEqualTo(EAST);
    assertThat(nearest.city().area().contains(nearest.point())).isTrue();
  }

  @Test
  void aFreeDriversCityFollowsHimInRowAndIndexAndRounds() {
    var driver = inWest();
    var version = version(driver);

    pings(driver, IN_EAST, 3);

    await().atMost(PATIENCE).until(() -> city(driver).equals(EAST));
    assertThat(version(driver)).isGreaterThan(version);
    assertThat(node.events(driver)).last().isEqualTo("driver.city_changed");
    await().atMost(PATIENCE).until(() -> findable(EAST, driver) && !findable(WEST, driver));

    var trip = requested(EAST, IN_EAST);
    node.bean(Round.class).run(EAST);
    assertThat(offeredTo(trip)).containsExactly(driver);
  }

  @Test
  void whoComesToTheBorderAndGoesBackStays() {
    var driver = inWest();
    for (var times = 0; times < 5; times++) {
      pings(driver, IN_EAST, 2);
      pings(driver, IN_WEST, 1);
    }
    movesSomebodyElse();
    assertThat(city(driver)).isEqualTo(WEST);
    assertThat(findable(WEST, driver)).isTrue();
  }

  @Test
  void whoIsAskedOrDrivesStaysUntilHeIsFree() {
    var driver = inWest();
    var offer = offered(requested(WEST, IN_WEST), driver);
    pings(driver, IN_EAST, 5);
    movesSomebodyElse();
    assertThat(city(driver)).isEqualTo(WEST);

    node.bean(AcceptOffer.class).accept(driver, offer);
    pings(driver, IN_EAST, 5);
    movesSomebodyElse();
    assertThat(city(driver)).isEqualTo(WEST);
    assertThat(node.bean(FollowCity.class).follow(driver, WEST, EAST)).isFalse();
  }

  @Test
  void whoDeclinesBeyondTheBorderFollows() {
    var driver = inWest();
    var offer = offered(requested(WEST, IN_WEST), driver);
    pings(driver, IN_EAST, 3);
    node.bean(DeclineOffer.class).decline(driver, offer);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          pings(driver, IN_EAST, 1);
          return city(driver).equals(EAST);
        });
  }

  @Test
  void whoIsOffLineFollowsTooAndStaysOffLine() {
    var driver = inWest();
    node.bean(GoOffline.class).goOffline(driver);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          pings(driver, IN_EAST, 1);
          return city(driver).equals(EAST);
        });
    assertThat(node.bean(Drivers.class).find(driver).map(Driver::online)).contains(false);
  }

  @Test
  void moveAndOfferRaceForTheDriverAndOneWins() throws InterruptedException {
    var moves = 0;
    for (var round = 0; round < 60; round++) {
      var driver = online();
      var trip = requested(WEST, IN_WEST);
      var proposal =
          new OfferProposal(trip.id(), trip.version(), driver, TestCity.byRoad(60), "{}");
      var offering = Thread.startVirtualThread(() -> node.bean(MakeOffer.class).make(proposal));
      if (node.bean(FollowCity.class).follow(driver, WEST, EAST)) moves++;
      offering.join();
    }
    assertThat(promisedElsewhere()).isZero();
    assertThat(node.count("driver_claim")).isEqualTo(60 - moves);
  }

  /** The control: a move that does not ask for a claim takes a promised driver away. */
  @Test
  void withoutTheLookAtHisClaimsADriverWouldBePromisedElsewhere() {
    var driver = online();
    offered(requested(WEST, IN_WEST), driver);
    node.sql("UPDATE dispatch.driver SET city_id = 'east', version = version + 1");
    assertThat(promisedElsewhere()).isEqualTo(1);
  }

  private static long promisedElsewhere() {
    return (long)
        node.value(
            "SELECT count(*) FROM dispatch.driver_claim claim"
                + " JOIN dispatch.driver ON driver.id = claim.driver_id"
                + " WHERE driver.city_id <> claim.city_id");
  }

  /** What was seen of others before was looked at by then. */
  private static void movesSomebodyElse() {
    var witness = inWest();
    pings(witness, IN_EAST, 3);
    await().atMost(PATIENCE).until(() -> city(witness).equals(EAST));
  }

  private static UUID inWest() {
    var driver = online();
    pings(driver, IN_WEST, 1);
    await().atMost(PATIENCE).until(() -> findable(WEST, driver));
    return driver;
  }

  private static UUID online() {
    var driver = UUID.randomUUID();
    var vehicle = new Driver.Vehicle("MC 1234", "Zoe", "white", Set.of(Product.STANDARD));
    node.bean(RegisterDriver.class).register(driver, WEST.slug(), "Dina", vehicle);
    node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    return driver;
  }

  private static void pings(UUID driver, Point point, int times) {
    for (var n = 0; n < times; n++) {
      var here = new Position(point, Instant.now(), 30.0);
      node.bean(Positions.class).accept(driver, List.of(here));
    }
  }

  private static boolean findable(CityId city, UUID driver) {
    return node.bean(Fleet.class).search(city, Product.STANDARD, IN_WEST, 500, 100).stream()
        .anyMatch(one -> one.driver().equals(driver));
  }

  private static CityId city(UUID driver) {
    return node.bean(Drivers.class).find(driver).orElseThrow().city();
  }

  private static long version(UUID driver) {
    return node.bean(Drivers.class).find(driver).orElseThrow().version();
  }

  private static TripView requested(CityId city, Point pickup) {
    var asked =
        new RequestTrip(
            UUID.randomUUID(),
            city,
            Product.STANDARD,
            UUID.randomUUID(),
            "Rita",
            pickup,
            pickup,
            Money.of(1250, "EUR"));
    return node.bean(Trips.class).request(asked);
  }

  private static UUID offered(TripView trip, UUID driver) {
    var proposal = new OfferProposal(trip.id(), trip.version(), driver, TestCity.byRoad(60), "{}");
    return node.bean(MakeOffer.class).make(proposal).orElseThrow();
  }

  private static List<Object> offeredTo(TripView trip) {
    return node.rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ?", trip.id()).stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }
}
