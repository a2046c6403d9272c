package souk.dispatch.eta.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.destination.AnswerProposal;
import souk.dispatch.destination.Destinations;
import souk.dispatch.destination.ProposeDestination;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trips;

/** What was promised, beside what happened, with the events relayed by a real worker. */
class EtaLedgerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of("souk.roles", "api,worker"));
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void everyPromiseOfATripIsKeptBesideWhatHappened() {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 60)));
    arrive(driver, asked.id());
    city.bean(DriveTrip.class).start(driver, asked.id());
    ledger().shown(List.of(shown(EtaKind.BOARDING, asked.id(), driver, 300)));
    city.bean(DriveTrip.class).complete(driver, asked.id());

    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 4);
    assertThat(
            city.rows(
                "SELECT 1 FROM dispatch.eta_record WHERE trip_id = ? AND city_id = 'monaco'"
                    + " AND product = 'standard' AND actual_s BETWEEN 0 AND 60",
                asked.id()))
        .hasSize(4);
    assertThat(predicted(asked.id()))
        .isEqualTo("ASSIGNMENT 60 7, BOARDING 300 7, OFFER 90 0, QUOTE 240 5");
  }

  @Test
  void whatIsWrittenAgainChangesNothing() {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    ledger().quoted(asked.id(), Instant.now(), Duration.ofSeconds(999), 1);
    accept(asked, driver);
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 60)));
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 10)));
    await().atMost(PATIENCE).until(() -> predicted(asked.id()).contains("OFFER"));
    assertThat(predicted(asked.id())).isEqualTo("ASSIGNMENT 60 7, OFFER 90 0, QUOTE 240 5");
  }

  @Test
  void aTripThatIsGivenBackClosesItsDriversPromisesAndTheNextBegins() {
    var asked = TestCity.asked();
    var first = city.online();
    request(asked);
    accept(asked, first);
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), first, 60)));
    city.bean(DriveTrip.class).giveBack(first, asked.id(), "flat_tyre");
    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 2);
    assertThat(actuals(asked.id())).isZero();

    var second = city.online();
    accept(asked, second);
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), second, 45)));
    arrive(second, asked.id());
    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 4);
    assertThat(actuals(asked.id())).as("of the second driver alone").isEqualTo(2);
  }

  @Test
  void anotherDestinationClosesWhatWasPromisedOfTheOldOneWithoutAnActualTime() {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 60)));
    var elsewhere =
        new ProposeDestination(
            UUID.randomUUID(), TestCity.ID, asked.id(), driver, TestCity.CASINO, asked.fare());
    city.bean(Destinations.class).propose(elsewhere);
    city.bean(AnswerProposal.class).accept(driver, asked.id(), elsewhere.id());

    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 1);
    arrive(driver, asked.id());
    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 3);
    assertThat(actuals(asked.id())).as("of the way to the pick-up").isEqualTo(2);
  }

  @Test
  void aTripThatIsCalledOffClosesAllWithoutAnActualTime() {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    city.bean(Trips.class).cancel(asked, TestCity.byRider());
    await().atMost(PATIENCE).until(() -> closed(asked.id()) == 2);
    assertThat(actuals(asked.id())).isZero();
  }

  /** Whoever computes is late: the driver has arrived, and nobody would close it any more. */
  @Test
  void aPromiseAfterTheEventIsNotWritten() {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    arrive(driver, asked.id());
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 60)));
    ledger().shown(List.of(shown(EtaKind.BOARDING, asked.id(), driver, 60)));
    ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), UUID.randomUUID(), 60)));
    city.bean(Trips.class).cancel(asked, TestCity.byRider());
    ledger().quoted(asked.id(), Instant.now(), Duration.ofSeconds(9), 0);
    assertThat(
            city.rows(
                "SELECT 1 FROM dispatch.eta_record WHERE trip_id = ?"
                    + " AND kind IN ('ASSIGNMENT', 'BOARDING')",
                asked.id()))
        .isEmpty();
  }

  /** The one that waits for the trip's lock sees what the other made of it. */
  @Test
  void aPromiseThatRacesWithTheArrivalIsNotLeftOpen() throws Exception {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    CompletableFuture<Void> writing;
    try (var arriving = city.connect()) {
      arriving.setAutoCommit(false);
      arriving.createStatement().execute(moved(asked.id()));
      writing =
          CompletableFuture.runAsync(
              () -> ledger().shown(List.of(shown(EtaKind.ASSIGNMENT, asked.id(), driver, 60))));
      city.awaitBlocked();
      arriving.commit();
    }
    writing.join();
    assertThat(
            city.rows(
                "SELECT 1 FROM dispatch.eta_record WHERE trip_id = ? AND kind = 'ASSIGNMENT'",
                asked.id()))
        .isEmpty();
  }

  /** The control of the test above: without the lock it is written, and would stay open. */
  @Test
  void withoutTheLockItWouldBeLeftOpen() throws SQLException {
    var asked = TestCity.asked();
    var driver = city.online();
    request(asked);
    accept(asked, driver);
    try (var arriving = city.connect()) {
      arriving.setAutoCommit(false);
      arriving.createStatement().execute(moved(asked.id()));
      city.sql(
          """
          INSERT INTO dispatch.eta_record (city_id, trip_id, kind, driver_id, product, shown_at,
            predicted_s, source, traffic_version)
          SELECT city_id, id, 'ASSIGNMENT', driver_id, product, clock_timestamp(), 60, 'ROAD', 7
          FROM dispatch.trip WHERE id = ? AND status IN ('ASSIGNED', 'EN_ROUTE')
          """,
          asked.id());
      arriving.commit();
    }
    assertThat(
            city.rows(
                "SELECT 1 FROM dispatch.eta_record JOIN dispatch.trip ON trip.id = trip_id"
                    + " WHERE trip_id = ? AND closed_at IS NULL AND shown_at > arrived_at",
                asked.id()))
        .hasSize(1);
  }

  private static void request(RequestTrip asked) {
    city.bean(Trips.class).request(asked);
    ledger().quoted(asked.id(), Instant.now(), Duration.ofSeconds(240), 5);
  }

  private static void accept(RequestTrip asked, UUID driver) {
    city.bean(AcceptOffer.class).accept(driver, city.offered(city.trip(asked.id()), driver));
  }

  private static void arrive(UUID driver, UUID trip) {
    city.bean(DriveTrip.class).setOff(driver, trip);
    city.bean(DriveTrip.class).arrive(driver, trip);
  }

  private static ShownEta shown(EtaKind kind, UUID trip, UUID driver, int seconds) {
    return new ShownEta(
        kind, trip, driver, new Estimate(Duration.ofSeconds(seconds), EtaSource.ROAD, 7));
  }

  private static EtaLedger ledger() {
    return city.bean(EtaLedger.class);
  }

  private static String moved(UUID trip) {
    return "UPDATE dispatch.trip SET status = 'ARRIVED', arrived_at = clock_timestamp() WHERE id = '%s'"
        .formatted(trip);
  }

  private static long closed(UUID trip) {
    return (long)
        city.value(
            "SELECT count(*) FROM dispatch.eta_record WHERE trip_id = ? AND closed_at IS NOT NULL",
            trip);
  }

  private static long actuals(UUID trip) {
    return (long)
        city.value("SELECT count(actual_s) FROM dispatch.eta_record WHERE trip_id = ?", trip);
  }

  private static String predicted(UUID trip) {
    return (String)
        city.value(
            "SELECT string_agg(kind || ' ' || predicted_s || ' ' || traffic_version, ', ' ORDER BY"
                + " kind) FROM dispatch.eta_record WHERE trip_id = ?",
            trip);
  }
}
