package souk.dispatch.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;

class OfferDeadlinesTest {
  private static TestCity city;
  private static AcceptOffer acceptOffer;
  private static DeclineOffer declineOffer;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    acceptOffer = city.bean(AcceptOffer.class);
    declineOffer = city.bean(DeclineOffer.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void anAnswerAtTheDeadlineIsTooLateAndEndsTheOffer() {
    var driver = city.driver();
    var trip = city.requested();
    var offer = city.offered(trip, driver);
    city.passDeadline(offer);

    assertThat(acceptOffer.accept(driver, offer)).isEqualTo(new AcceptOffer.Answer.TooLate());

    assertThat(view(driver, offer).status()).isEqualTo(OfferStatus.EXPIRED);
    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);
  }

  @Test
  void decliningAtTheDeadlineIsALapseAndNoAnswer() {
    var driver = city.driver();
    var offer = city.offered(driver);
    city.passDeadline(offer);

    assertThat(declineOffer.decline(driver, offer)).isInstanceOf(Offer.Expired.class);
    assertThat(passes(driver)).isEqualTo(1);
  }

  @Test
  void theDeadlineIsJudgedBehindTheLock() throws Exception {
    var driver = city.driver();
    var offer = city.offered(driver);
    try (var other = city.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM dispatch.offer WHERE id = '%s' FOR UPDATE".formatted(offer));
      var accept = new FutureTask<>(() -> acceptOffer.accept(driver, offer));
      Thread.startVirtualThread(accept);
      city.awaitBlocked();

      statement.execute(
          "UPDATE dispatch.offer SET expires_at = clock_timestamp() WHERE id = '%s'"
              .formatted(offer));
      other.commit();

      assertThat(accept.get()).isEqualTo(new AcceptOffer.Answer.TooLate());
    }
  }

  @Test
  void onlyWhatIsOverdueExpires() {
    var early = city.driver();
    var late = city.driver();
    var open = city.offered(early);
    var overdue = city.offered(late);
    city.passDeadline(overdue);

    city.bean(ExpireOffers.class).expire(TestCity.ID);

    assertThat(view(early, open).status()).isEqualTo(OfferStatus.OPEN);
    assertThat(view(late, overdue).status()).isEqualTo(OfferStatus.EXPIRED);
    assertThat(city.events(overdue)).containsExactly("offer.expired");
  }

  @Test
  void whoLetsThreeOffersInARowPassGoesOffLine() {
    var driver = city.driver();
    letPass(driver);
    letPass(driver);
    assertThat(availability(driver)).isEqualTo("ONLINE");

    letPass(driver);

    assertThat(availability(driver)).isEqualTo("OFFLINE");
    assertThat(city.events(driver)).endsWith("driver.offline");
    city.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    letPass(driver);
    assertThat(availability(driver)).as("the count began anew").isEqualTo("ONLINE");
  }

  @Test
  void anAnswerBetweenEndsTheRow() {
    var driver = city.driver();
    letPass(driver);
    letPass(driver);
    declineOffer.decline(driver, city.offered(driver));
    assertThat(passes(driver)).isZero();
    letPass(driver);
    letPass(driver);
    var trip = accepted(driver, city.offered(driver));
    assertThat(passes(driver)).isZero();
    city.bean(DriveTrip.class).giveBack(driver, trip.id(), "flat_tyre");
    letPass(driver);

    assertThat(availability(driver)).isEqualTo("ONLINE");
  }

  @Test
  void anOverdueOfferIsNoLongerShown() {
    var driver = city.driver();
    city.passDeadline(city.offered(driver));

    assertThat(city.bean(ActiveWork.class).of(driver).offer()).isNull();
  }

  private static void letPass(UUID driver) {
    city.passDeadline(city.offered(driver));
    city.bean(ExpireOffers.class).expire(TestCity.ID);
  }

  private static TripView accepted(UUID driver, UUID offer) {
    return ((AcceptOffer.Answer.Accepted) acceptOffer.accept(driver, offer)).trip();
  }

  private static OfferView view(UUID driver, UUID offer) {
    return city.bean(Offers.class).find(driver, offer).orElseThrow();
  }

  private static int passes(UUID driver) {
    return (int) city.value("SELECT passed_in_row FROM dispatch.driver WHERE id = ?", driver);
  }

  private static Object availability(UUID driver) {
    return city.value("SELECT availability FROM dispatch.driver WHERE id = ?", driver);
  }
}
