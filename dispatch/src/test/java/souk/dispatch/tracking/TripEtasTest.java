package souk.dispatch.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.eta.DrivenRoads;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.eta.LiveTraffic;
import souk.dispatch.eta.Routes;
import souk.dispatch.eta.TrafficSnapshot;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.dispatch.tracking.TripEtas.TripEta;

/** How long a rider is told to wait, while his driver's phone says where he is. */
class TripEtasTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Point STADIUM = new Point(43.7277, 7.4156);
  private static final Point OPEN_SEA = new Point(43.7150, 7.4500);

  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of());
    await().until(() -> city.bean(Routes.class).ready());
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void beforeBoardingItIsToThePickUpAndAfterwardsToTheEnd() {
    var driver = city.online();
    var trip = accepted(driver);
    awaitEta(driver, trip, TestCity.HARBOUR, Towards.PICKUP);
    assertThat(eta(trip).orElseThrow().estimate())
        .isEqualTo(byRoad(TestCity.HARBOUR, TestCity.CASINO));

    city.bean(DriveTrip.class).setOff(driver, trip);
    city.bean(DriveTrip.class).arrive(driver, trip);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          stay(driver, TestCity.CASINO);
          return eta(trip).isEmpty();
        });

    city.bean(DriveTrip.class).start(driver, trip);
    awaitEta(driver, trip, TestCity.CASINO, Towards.DROPOFF);
    assertThat(eta(trip).orElseThrow().estimate())
        .isEqualTo(byRoad(TestCity.CASINO, TestCity.HARBOUR));
    assertThat(ledger(trip)).isEqualTo("ASSIGNMENT ROAD, BOARDING ROAD");
  }

  @Test
  void offTheRoadsItIsTheStraightLineAndSaysSo() {
    var driver = city.online();
    var trip = accepted(driver);
    awaitEta(driver, trip, OPEN_SEA, Towards.PICKUP);
    assertThat(eta(trip).orElseThrow().estimate().source()).isEqualTo(EtaSource.STRAIGHT_LINE);
    assertThat(ledger(trip)).isEqualTo("ASSIGNMENT STRAIGHT_LINE");
  }

  @Test
  void itIsOnTheSpeedsThatQuotesUse() {
    var graph = city.bean(DrivenRoads.class).graph(TestCity.ID).orElseThrow();
    var snapshot = new TrafficSnapshot(17, graph, Map.of(0, 1f));
    city.bean(LiveTraffic.class).use(TestCity.ID, snapshot, Duration.ofMinutes(5));
    var driver = city.online();
    var trip = accepted(driver);
    awaitEta(driver, trip, STADIUM, Towards.PICKUP);
    assertThat(eta(trip).orElseThrow().estimate().trafficVersion()).isEqualTo(17);
    assertThat(eta(trip).orElseThrow().estimate()).isEqualTo(byRoad(STADIUM, TestCity.CASINO));
  }

  @Test
  void ofATripWithoutADriverThereIsNone() {
    assertThat(eta(UUID.randomUUID())).isEmpty();
  }

  /** The driver's phone speaks to another node: this one has only heard of his place. */
  @Test
  void whoAsksIsToldAtOnceAndOnlyWhileSomebodyIsUnderWay() {
    var trip = accepted(city.online());
    var etas = city.bean(TripEtas.class);

    var told = etas.from(trip, TestCity.HARBOUR).orElseThrow();

    assertThat(told.towards()).isEqualTo(Towards.PICKUP);
    assertThat(told.estimate()).isEqualTo(byRoad(TestCity.HARBOUR, TestCity.CASINO));
    assertThat(ledger(trip)).isEqualTo("ASSIGNMENT ROAD");
    assertThat(etas.from(trip, STADIUM)).as("not again within moments").contains(told);
    assertThat(etas.from(UUID.randomUUID(), STADIUM)).isEmpty();
  }

  /** His driver has somebody else in the car, who gets out first. */
  @Test
  void whoIsNextWaitsUntilTheOtherIsOut() {
    var driver = city.online();
    var present = accepted(driver);
    city.bean(DriveTrip.class).setOff(driver, present);
    city.bean(DriveTrip.class).arrive(driver, present);
    city.bean(DriveTrip.class).start(driver, present);
    var next = city.requested();
    var byRoad = TestCity.byRoad(90);
    var proposal = new OfferProposal(next.id(), next.version(), driver, byRoad, "{}", present);
    var offer = city.bean(MakeOffer.class).make(proposal).orElseThrow();
    city.bean(AcceptOffer.class).accept(driver, offer);

    var told = city.bean(TripEtas.class).from(next.id(), STADIUM).orElseThrow();

    assertThat(told.towards()).isEqualTo(Towards.PICKUP);
    assertThat(told.estimate())
        .isEqualTo(
            byRoad(STADIUM, TestCity.HARBOUR).then(byRoad(TestCity.HARBOUR, TestCity.CASINO)));
  }

  /** However often he is seen: once every few seconds, and only for as long as he is seen. */
  @Test
  void isComputedSeldom() {
    var followed = new Followed(UUID.randomUUID());
    assertThat(followed.due(0, TripEtas.EVERY)).as("not seen").isFalse();
    followed.seen(STADIUM, 0);
    assertThat(followed.due(0, TripEtas.EVERY)).isTrue();
    followed.computed(null, 0);
    var soon = TripEtas.EVERY.toNanos() - 1;
    followed.seen(STADIUM, soon);
    assertThat(followed.due(soon, TripEtas.EVERY)).isFalse();
    assertThat(followed.due(soon + 1, TripEtas.EVERY)).isTrue();
    followed.computed(null, soon + 1);
    assertThat(followed.due(10 * soon, TripEtas.EVERY)).as("not seen since").isFalse();
    assertThat(followed.silent(soon + 2, TripEtas.EVERY)).isFalse();
    assertThat(followed.silent(3 * soon, TripEtas.EVERY)).isTrue();
  }

  private static void awaitEta(UUID driver, UUID trip, Point at, Towards towards) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          stay(driver, at);
          return eta(trip).filter(one -> one.towards() == towards).isPresent();
        });
    await().atMost(PATIENCE).until(() -> !ledger(trip).isEmpty());
  }

  private static Optional<TripEta> eta(UUID trip) {
    return city.bean(TripEtas.class).of(trip);
  }

  private static Estimate byRoad(Point from, Point to) {
    return Estimate.of(city.bean(Routes.class).eta(TestCity.ID, from, to));
  }

  private static UUID accepted(UUID driver) {
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    city.bean(Positions.class).connected(driver);
    return trip.id();
  }

  private static void stay(UUID driver, Point at) {
    city.bean(Positions.class).accept(driver, List.of(new Position(at, Instant.now(), 5.0)));
  }

  private static String ledger(UUID trip) {
    return String.valueOf(
        city.value(
            "SELECT coalesce(string_agg(kind || ' ' || source, ', ' ORDER BY kind), '') FROM"
                + " dispatch.eta_record WHERE trip_id = ?",
            trip));
  }
}
