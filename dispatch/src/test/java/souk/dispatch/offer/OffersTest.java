package souk.dispatch.offer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.driver.Cast;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

class OffersTest {
  private static TestCity city;
  private static AcceptOffer acceptOffer;
  private static DeclineOffer declineOffer;
  private static MakeOffer makeOffer;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    acceptOffer = city.bean(AcceptOffer.class);
    declineOffer = city.bean(DeclineOffer.class);
    makeOffer = city.bean(MakeOffer.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void anOfferIsOpenForFifteenSeconds() {
    var driver = city.driver();
    var trip = city.requested();

    var offer = view(driver, city.offered(trip, driver));

    assertThat(offer.status()).isEqualTo(OfferStatus.OPEN);
    assertThat(Duration.between(offer.madeAt(), offer.expiresAt())).hasSeconds(15);
    assertThat(offer.expiresInMs()).isBetween(1L, 15_000L);
    assertThat(offer.fare()).isEqualTo(trip.fare());
    assertThat(offer.pickupEtaS()).isEqualTo(90);
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.OFFERED);
  }

  @Test
  void aDriverIsAskedAboutOneTripAtATime() {
    var driver = city.driver();
    city.offered(driver);
    var trip = city.requested();

    assertThat(makeOffer.make(proposal(trip, driver))).isEmpty();
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);
  }

  @Test
  void aTripThatMovedSinceTheRoundSawItIsNotOffered() {
    var trip = city.requested();
    var first = city.driver();
    declineOffer.decline(first, city.offered(trip, first));

    assertThat(makeOffer.make(proposal(trip, first))).isEmpty();
    assertThat(makeOffer.make(proposal(city.trip(trip.id()), city.driver()))).isPresent();
  }

  @Test
  void aDriverWhoLeftOrServesSomethingElseIsNotAsked() {
    var left = city.driver();
    city.bean(GoOffline.class).goOffline(left);
    var blocked = city.driver();
    city.bean(BlockDriver.class).block(Cast.OPERATOR, blocked, "papers");
    var moved = city.driver();
    city.sql("UPDATE dispatch.driver SET city_id = 'nice' WHERE id = ?", moved);
    var other = city.driver();
    city.sql("UPDATE dispatch.driver SET product = 'xl' WHERE id = ?", other);
    var trip = city.requested();

    assertThat(makeOffer.make(proposal(trip, left))).isEmpty();
    assertThat(makeOffer.make(proposal(trip, blocked))).isEmpty();
    assertThat(makeOffer.make(proposal(trip, moved))).isEmpty();
    assertThat(makeOffer.make(proposal(trip, other))).isEmpty();
    assertThat(makeOffer.make(proposal(trip, UUID.randomUUID()))).isEmpty();
  }

  @Test
  void aTripWhoseSearchIsOverIsNotOffered() {
    var trip = city.requested();
    city.sql("UPDATE dispatch.trip SET search_until = clock_timestamp() WHERE id = ?", trip.id());

    assertThat(makeOffer.make(proposal(trip, city.driver()))).isEmpty();
  }

  @Test
  void acceptingMakesTheTripHisAndPromisesHimToIt() {
    var driver = city.driver();
    var offer = city.offered(driver);
    var before = version(driver);

    var trip = accepted(driver, offer);

    assertThat(trip.status()).isEqualTo(TripStatus.ASSIGNED);
    assertThat(trip).isEqualTo(city.trip(trip.id()));
    var drives = requireNonNull(trip.driver());
    assertThat(drives.id()).isEqualTo(driver);
    assertThat(drives.name()).isEqualTo("Dina");
    assertThat(drives.vehicle().plate()).isEqualTo("MC 1234");
    assertThat(city.value("SELECT kind FROM dispatch.driver_claim WHERE driver_id = ?", driver))
        .isEqualTo("TRIP");
    assertThat(version(driver)).isEqualTo(before + 1);
  }

  @Test
  void acceptingAgainAnswersWithTheTripAsItStands() {
    var driver = city.driver();
    var offer = city.offered(driver);
    var trip = accepted(driver, offer);
    city.bean(DriveTrip.class).setOff(driver, trip.id());

    assertThat(accepted(driver, offer).status()).isEqualTo(TripStatus.EN_ROUTE);
  }

  @Test
  void whoAcceptsWhatHeDeclinedIsTold() {
    var driver = city.driver();
    var offer = city.offered(driver);
    declineOffer.decline(driver, offer);

    assertThat(acceptOffer.accept(driver, offer)).isEqualTo(new AcceptOffer.Answer.HadDeclined());
  }

  @Test
  void whoAcceptsAfterHeLeftIsTold() {
    var driver = city.driver();
    var offer = city.offered(driver);
    city.bean(GoOffline.class).goOffline(driver);

    assertThat(acceptOffer.accept(driver, offer)).isEqualTo(new AcceptOffer.Answer.TakenBack());
  }

  @Test
  void whoAcceptsAfterTheRiderCancelledIsTold() {
    var driver = city.driver();
    var asked = TestCity.asked();
    var offer = city.offered(city.bean(Trips.class).request(asked), driver);
    city.bean(Trips.class).cancel(asked, TestCity.byRider());

    assertThat(acceptOffer.accept(driver, offer)).isEqualTo(new AcceptOffer.Answer.TripCancelled());
  }

  @Test
  void whoAcceptsAgainAfterHeGaveTheTripBackIsTold() {
    var driver = city.driver();
    var offer = city.offered(driver);
    var trip = accepted(driver, offer);
    city.bean(DriveTrip.class).giveBack(driver, trip.id(), "flat_tyre");

    assertThat(acceptOffer.accept(driver, offer)).isEqualTo(new AcceptOffer.Answer.GivenBack());
  }

  @Test
  void aStrangersOfferDoesNotExist() {
    var offer = city.offered(city.driver());
    var stranger = city.driver();

    assertThatThrownBy(() -> acceptOffer.accept(stranger, offer)).satisfies(OffersTest::is404);
    assertThatThrownBy(() -> declineOffer.decline(stranger, offer)).satisfies(OffersTest::is404);
    assertThat(city.bean(Offers.class).find(stranger, offer)).isEmpty();
  }

  @Test
  void decliningFreesDriverAndTripAtOnceHoweverOften() {
    var driver = city.driver();
    var trip = city.requested();
    var offer = city.offered(trip, driver);

    declineOffer.decline(driver, offer);
    var again = declineOffer.decline(driver, offer);

    assertThat(again.status()).isEqualTo(OfferStatus.DECLINED);
    assertThat(again.terms().version()).isEqualTo(2);
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);
    assertThat(city.bean(Offers.class).openFor(driver)).isEmpty();
    assertThat(makeOffer.make(proposal(city.requested(), driver))).isPresent();
  }

  @Test
  void decliningWhatOneAcceptedChangesNothing() {
    var driver = city.driver();
    var offer = city.offered(driver);
    accepted(driver, offer);

    assertThat(declineOffer.decline(driver, offer)).isInstanceOf(Offer.Accepted.class);
    assertThat(city.bean(ActiveWork.class).of(driver).trip()).isNotNull();
  }

  @Test
  void whoGoesOffLineGivesHisOpenOfferBack() {
    var driver = city.driver();
    var trip = city.requested();
    var offer = city.offered(trip, driver);

    city.bean(GoOffline.class).goOffline(driver);

    assertThat(view(driver, offer).status()).isEqualTo(OfferStatus.WITHDRAWN);
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);
    assertThat(city.events(offer)).containsExactly("offer.withdrawn");
    assertThat(city.bean(ActiveWork.class).of(driver).offer()).isNull();
  }

  @Test
  void whoIsBlockedKeepsTheTripHeDrives() {
    var driver = city.driver();
    var trip = accepted(driver, city.offered(driver));

    city.bean(BlockDriver.class).block(Cast.OPERATOR, driver, "papers");

    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.ASSIGNED);
    city.bean(DriveTrip.class).setOff(driver, trip.id());
  }

  @Test
  void whatADriverIsBusyWithIsOneThing() {
    var driver = city.driver();
    var work = city.bean(ActiveWork.class);
    assertThat(work.of(driver).offer()).isNull();
    assertThat(work.of(driver).trip()).isNull();

    var offer = city.offered(driver);
    assertThat(requireNonNull(work.of(driver).offer()).id()).isEqualTo(offer);
    assertThat(work.of(driver).trip()).isNull();

    var trip = accepted(driver, offer);
    assertThat(work.of(driver).offer()).isNull();
    assertThat(work.of(driver).trip()).isEqualTo(DriversTrip.of(trip));

    city.bean(DriveTrip.class).giveBack(driver, trip.id(), "flat_tyre");
    assertThat(work.of(driver).trip()).isNull();
    assertThat(work.of(UUID.randomUUID())).isEqualTo(new ActiveWork.Work(null, null, null, null));
  }

  @Test
  void anOfferSaysHowItsTimeWasFoundAndWithWhichSpeeds() {
    var driver = city.driver();
    var trip = city.requested();
    var guess = new Estimate(Duration.ofSeconds(77), EtaSource.STRAIGHT_LINE, 12);
    var proposal = new OfferProposal(trip.id(), trip.version(), driver, guess, "{}");
    var offer = makeOffer.make(proposal).orElseThrow();

    assertThat(view(driver, offer).pickupEtaS()).isEqualTo(77);
    assertThat(view(driver, offer).etaSource()).isEqualTo(EtaSource.STRAIGHT_LINE);
    assertThat(city.bean(Offers.class).ofTrip(trip.id()))
        .singleElement()
        .satisfies(made -> assertThat(made.trafficVersion()).isEqualTo(12));
  }

  private static TripView accepted(UUID driver, UUID offer) {
    return ((AcceptOffer.Answer.Accepted) acceptOffer.accept(driver, offer)).trip();
  }

  private static OfferView view(UUID driver, UUID offer) {
    return city.bean(Offers.class).find(driver, offer).orElseThrow();
  }

  private static OfferProposal proposal(TripView trip, UUID driver) {
    return new OfferProposal(trip.id(), trip.version(), driver, TestCity.byRoad(60), "{}");
  }

  private static long version(UUID driver) {
    return (long) city.value("SELECT version FROM dispatch.driver WHERE id = ?", driver);
  }

  private static void is404(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
  }
}
