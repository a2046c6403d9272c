package souk.dispatch.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.platform.json.Json;
import souk.platform.postgres.Transactions;

class TripsTest {
  private static TestCity city;
  private static Trips trips;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    trips = city.bean(Trips.class);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void aRequestedTripWaitsAndTellsItInAnEvent() {
    var asked = TestCity.asked();

    var trip = trips.request(asked);

    assertThat(trip.status()).isEqualTo(TripStatus.WAITING);
    assertThat(trip.version()).isEqualTo(1);
    assertThat(trip.fare()).isEqualTo(asked.fare());
    assertThat(city.events(asked.id())).containsExactly("trip.requested");
    assertThat(payload(asked.id())).isEqualTo(trip).isEqualTo(city.trip(asked.id()));
  }

  @Test
  void aRequestThatComesAgainAnswersWithTheTripAsItStands() {
    var asked = TestCity.asked();
    var first = trips.request(asked);
    city.offered(first, city.driver());

    var again = trips.request(asked);

    assertThat(again.status()).isEqualTo(TripStatus.OFFERED);
    assertThat(again.version()).isEqualTo(2);
    assertThat(city.events(asked.id())).containsExactly("trip.requested", "trip.offered");
  }

  @Test
  void cancellingAnUnknownTripLeavesItCancelledForALateRequest() {
    var asked = TestCity.asked();

    var answer = trips.cancel(asked, TestCity.byRider());
    var late = trips.request(asked);

    assertThat(answer).isInstanceOf(CancelAnswer.Cancelled.class);
    assertThat(late).isEqualTo(answer.trip());
    assertThat(late.status()).isEqualTo(TripStatus.CANCELLED);
    assertThat(late.cancelled()).isEqualTo(TestCity.byRider());
    assertThat(city.events(asked.id())).containsExactly("trip.cancelled");
  }

  @Test
  void theSearchTimeIsTheConfiguredOne() {
    var trip = city.requested();

    assertThat(
            city.value(
                "SELECT CAST(extract(epoch FROM search_until - requested_at) AS int)"
                    + " FROM dispatch.trip WHERE id = ?",
                trip.id()))
        .isEqualTo(120);
  }

  @Test
  void aWaitingTripIsCancelledOnceHoweverOften() {
    var asked = TestCity.asked();
    trips.request(asked);

    var first = trips.cancel(asked, TestCity.byRider());
    var second = trips.cancel(asked, new Cancellation(Cancellation.By.SYSTEM, "payment_declined"));

    assertThat(second).isEqualTo(first);
    assertThat(city.events(asked.id())).containsExactly("trip.requested", "trip.cancelled");
  }

  @Test
  void cancellingAnOfferedTripWithdrawsTheOfferAndFreesTheDriver() {
    var driver = city.driver();
    var asked = TestCity.asked();
    var offer = city.offered(trips.request(asked), driver);
    var before = version(driver);

    var answer = trips.cancel(asked, TestCity.byRider());

    assertThat(answer).isInstanceOf(CancelAnswer.Cancelled.class);
    assertThat(offer(offer)).isEqualTo("WITHDRAWN TRIP_CANCELLED");
    assertThat(claims(driver)).isZero();
    assertThat(version(driver)).as("an offer is no reason to leave the index").isEqualTo(before);
    assertThat(city.events(offer)).containsExactly("offer.withdrawn");
  }

  @Test
  void cancellingAnAcceptedTripFreesTheDriverUnderANewVersion() {
    var driver = city.driver();
    var asked = TestCity.asked();
    accept(driver, city.offered(trips.request(asked), driver));
    var before = version(driver);

    var answer = trips.cancel(asked, TestCity.byRider());

    assertThat(answer).isInstanceOf(CancelAnswer.Cancelled.class);
    assertThat(answer.trip().driver()).isNotNull();
    assertThat(claims(driver)).isZero();
    assertThat(version(driver)).isEqualTo(before + 1);
  }

  @Test
  void onceTheRiderIsOnBoardItIsTooLate() {
    var driver = city.driver();
    var asked = TestCity.asked();
    accept(driver, city.offered(trips.request(asked), driver));
    var drive = city.bean(DriveTrip.class);
    drive.setOff(driver, asked.id());
    drive.arrive(driver, asked.id());
    drive.start(driver, asked.id());

    assertThat(trips.cancel(asked, TestCity.byRider()))
        .isEqualTo(new CancelAnswer.TooLate(city.trip(asked.id())));
    drive.complete(driver, asked.id());
    assertThat(trips.cancel(asked, TestCity.byRider()))
        .isEqualTo(new CancelAnswer.TooLate(city.trip(asked.id())));
    assertThat(city.trip(asked.id()).status()).isEqualTo(TripStatus.COMPLETED);
  }

  @Test
  void aHopelessTripStaysHopelessWhenItIsCancelled() {
    var asked = TestCity.asked();
    trips.request(asked);
    endSearch(asked.id());

    var answer = trips.cancel(asked, TestCity.byRider());

    assertThat(answer).isInstanceOf(CancelAnswer.NobodyFound.class);
    assertThat(answer.trip().status()).isEqualTo(TripStatus.HOPELESS);
    assertThat(city.events(asked.id())).containsExactly("trip.requested", "trip.hopeless");
  }

  @Test
  void aSearchEndsOnlyWhenItsTimeIsOver() {
    var trip = city.requested();

    city.bean(EndSearches.class).end(TestCity.ID);

    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.WAITING);
  }

  @Test
  void aTripThatIsOfferedWhenItsSearchEndsIsNotHopelessYet() {
    var trip = city.requested();
    city.offered(trip, city.driver());

    endSearch(trip.id());

    assertThat(city.trip(trip.id()).status()).isEqualTo(TripStatus.OFFERED);
  }

  @Test
  void requestAndCancellationOfTheSameTripEndInOneOfTwoWays() throws Exception {
    for (int i = 0; i < 50; i++) {
      var asked = TestCity.asked();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var request = threads.submit(() -> trips.request(asked));
        var cancel = threads.submit(() -> trips.cancel(asked, TestCity.byRider()));

        assertThat(cancel.get()).isInstanceOf(CancelAnswer.Cancelled.class);
        assertThat(request.get().status()).isIn(TripStatus.WAITING, TripStatus.CANCELLED);
      }
      assertThat(city.trip(asked.id()).status()).isEqualTo(TripStatus.CANCELLED);
      assertThat(city.events(asked.id()))
          .isIn(List.of("trip.cancelled"), List.of("trip.requested", "trip.cancelled"));
    }
  }

  @Test
  void everyStateComesBackFromItsRowAsItWasWritten() {
    var driver = city.driver();
    var asked = TestCity.asked();
    trips.request(asked);
    var drive = city.bean(DriveTrip.class);

    accept(driver, city.offered(city.trip(asked.id()), driver));
    assertThat(payload(asked.id())).isEqualTo(city.trip(asked.id()));
    assertThat(drive.setOff(driver, asked.id())).isEqualTo(city.trip(asked.id()));
    assertThat(drive.arrive(driver, asked.id())).isEqualTo(city.trip(asked.id()));
    assertThat(drive.start(driver, asked.id())).isEqualTo(city.trip(asked.id()));
    assertThat(drive.complete(driver, asked.id())).isEqualTo(city.trip(asked.id()));

    assertThat(payload(asked.id())).isEqualTo(city.trip(asked.id()));
    assertThat(city.events(asked.id()))
        .containsExactly(
            "trip.requested",
            "trip.offered",
            "trip.assigned",
            "trip.en_route",
            "trip.arrived",
            "trip.in_progress",
            "trip.completed");
  }

  @Test
  void aRowThatMovedIsNotOverwritten() {
    var asked = TestCity.asked();
    trips.request(asked);
    var book = city.bean(TripBook.class);
    var stale = book.find(asked.id()).orElseThrow();
    trips.cancel(asked, TestCity.byRider());

    assertThatThrownBy(() -> book.move(stale, new TripEvent.DriverAsked()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(city.trip(asked.id()).status()).isEqualTo(TripStatus.CANCELLED);
  }

  @Test
  void noTransactionOfTheCallersSpansATrip() {
    var transactions = city.bean(Transactions.class);
    var asked = TestCity.asked();

    assertThatThrownBy(() -> transactions.run(() -> trips.request(asked)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transactions.run(() -> trips.cancel(asked, TestCity.byRider())))
        .isInstanceOf(IllegalStateException.class);
    assertThat(trips.find(asked.id())).isEmpty();
  }

  private static void accept(UUID driver, UUID offer) {
    city.bean(AcceptOffer.class).accept(driver, offer);
  }

  private static void endSearch(UUID trip) {
    city.sql("UPDATE dispatch.trip SET search_until = clock_timestamp() WHERE id = ?", trip);
    city.bean(EndSearches.class).end(TestCity.ID);
  }

  private static long version(UUID driver) {
    return (long) city.value("SELECT version FROM dispatch.driver WHERE id = ?", driver);
  }

  private static long claims(UUID driver) {
    return (long)
        city.value("SELECT count(*) FROM dispatch.driver_claim WHERE driver_id = ?", driver);
  }

  private static Object offer(UUID id) {
    return city.value(
        "SELECT concat_ws(' ', status, withdrawn_because) FROM dispatch.offer WHERE id = ?", id);
  }

  /** What the newest event of the trip carries. */
  private static TripView payload(UUID trip) {
    var text =
        city.value(
            "SELECT payload FROM dispatch.outbox WHERE aggregate_id = ? ORDER BY seq DESC LIMIT 1",
            trip);
    return city.bean(Json.class).read((String) text, TripView.class);
  }
}
