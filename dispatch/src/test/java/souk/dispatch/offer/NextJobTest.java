package souk.dispatch.offer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.Together;
import souk.dispatch.city.Point;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.matching.ParkedSightings;
import souk.dispatch.matching.cost.TrackRecords;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/**
 * Drivers about to finish near a pick-up: what they are asked, and what becomes of what they take.
 */
class NextJobTest {
  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Olga");

  private static TestCity standard;
  private TestCity city;
  private DriveTrip drive;

  @BeforeAll
  static void open() {
    standard = TestCity.open();
  }

  @AfterAll
  static void close() {
    standard.close();
  }

  @BeforeEach
  void empty() {
    use(standard);
    city.empty();
    city.bean(ParkedSightings.class).age(Duration.ofSeconds(1));
  }

  @Test
  void whoIsAboutToFinishIsAskedAndServesItAfterwards() throws Exception {
    var driver = city.driver(TestCity.HARBOUR);
    var present = inProgress(driver);
    var next = city.requested().id();
    city.round();

    var offer = requireNonNull(work(driver).offer());
    assertThat(offer.tripId()).isEqualTo(next);
    assertThat(offer.afterTripId()).isEqualTo(present);
    assertThat(requireNonNull(work(driver).trip()).id()).isEqualTo(present);
    var why = new ObjectMapper().readTree((String) of(next, "explanation")).at("/ranked/0");
    assertThat(why.get("after_trip").asText()).isEqualTo(present.toString());
    assertThat(why.get("remaining_ms").isNumber()).isTrue();

    accept(driver, offer.id());
    assertThat(work(driver).offer()).isNull();
    assertThat(requireNonNull(work(driver).trip()).id()).isEqualTo(present);
    assertThat(requireNonNull(work(driver).nextTrip()).id()).isEqualTo(next);
    refused("present_trip_first", () -> drive.setOff(driver, next));

    drive.complete(driver, present);

    assertThat(requireNonNull(work(driver).trip()).id()).isEqualTo(next);
    assertThat(work(driver).nextTrip()).isNull();
    assertThat(drive.setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
  }

  @Test
  void anOfferThatIsOpenWhenThePresentTripEndsIsOneOfAFreeDriver() {
    var driver = city.driver(TestCity.HARBOUR);
    var present = inProgress(driver);
    var next = city.requested().id();
    city.round();

    drive.complete(driver, present);
    accept(driver, (UUID) of(next, "id"));

    assertThat(drive.setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
  }

  @Test
  void acceptingWhileThePresentTripEndsLosesNothing() throws Exception {
    for (int n = 0; n < 25; n++) {
      city.empty();
      var driver = city.driver(TestCity.HARBOUR);
      var present = inProgress(driver);
      var next = city.requested().id();
      city.round();
      var offer = (UUID) of(next, "id");

      Together.run(
          2,
          number -> {
            if (number == 0) drive.complete(driver, present);
            else accept(driver, offer);
          });

      assertThat(requireNonNull(work(driver).trip()).id()).isEqualTo(next);
      assertThat(drive.setOff(driver, next).status()).isEqualTo(TripStatus.EN_ROUTE);
    }
  }

  @Test
  void aFreeDriverNextDoorComesFirst() {
    inProgress(city.driver(TestCity.HARBOUR));
    var free = city.driver(TestCity.CASINO);
    var trip = city.requested().id();

    city.round();

    assertThat(asked(trip)).containsExactly(free);
  }

  @Test
  void whoIsNotAboutToFinishIsNotAsked() {
    var waits = city.driver(TestCity.HARBOUR);
    arrived(waits);
    var farFromTheEnd = city.driver(metresNorthOfHarbour(2_500));
    inProgress(farFromTheEnd);
    var trip = city.requested().id();

    city.round();

    assertThat(asked(trip)).isEmpty();
  }

  @Test
  void whoIsSilentIsNotAsked() {
    var driver = city.driver(TestCity.HARBOUR);
    inProgress(driver);
    var trip = city.requested().id();
    city.bean(ParkedSightings.class).age(Duration.ofSeconds(31));
    city.round();
    assertThat(asked(trip)).isEmpty();

    city.bean(ParkedSightings.class).age(Duration.ofSeconds(20));
    city.round();

    assertThat(asked(trip)).containsExactly(driver);
  }

  @Test
  void whoHasANextTripIsNotAskedAboutAnother() {
    var driver = city.driver(TestCity.HARBOUR);
    inProgress(driver);
    accepted(driver, TestCity.asked());
    var another = city.requested();
    city.round();

    assertThat(asked(another.id())).isEmpty();
    assertThat(
            city.bean(MakeOffer.class)
                .make(
                    new OfferProposal(
                        another.id(), another.version(), driver, TestCity.byRoad(60), "{}")))
        .isEmpty();
  }

  @Test
  void aCityMayHaveItOff() {
    for (var off :
        List.of(
            Map.<String, Object>of("souk.matching.finishing.off-in", "elsewhere,monaco"),
            Map.<String, Object>of("souk.matching.finishing.within", "0s"))) {
      try (var calm = TestCity.open(standard.database(), off)) {
        standard.empty();
        use(calm);
        inProgress(calm.driver(TestCity.HARBOUR));
        var trip = calm.requested().id();

        calm.round();

        assertThat(asked(trip)).isEmpty();
      }
    }
  }

  @Test
  void whoLetsNextJobsPassWhileHeDrivesStaysOnLineWithoutBlame() {
    var driver = city.driver(TestCity.HARBOUR);
    inProgress(driver);
    for (int n = 0; n < 4; n++) {
      var trip = city.requested().id();
      city.round();
      city.passDeadline((UUID) of(trip, "id"));
      city.bean(ExpireOffers.class).expire(TestCity.ID);
      assertThat(of(trip, "status")).isEqualTo("EXPIRED");
    }

    assertThat(city.value("SELECT availability FROM dispatch.driver WHERE id = ?", driver))
        .isEqualTo("ONLINE");
    var record = city.bean(TrackRecords.class).of(List.of(driver), Instant.now()).get(driver);
    assertThat(requireNonNull(record).refused()).isZero();
    assertThat(record.answered()).as("the one he accepted").isEqualTo(1);
  }

  @Test
  void whateverEndsTheNextJobLeavesThePresentOne() {
    var driver = city.driver(TestCity.HARBOUR);
    var present = inProgress(driver);

    var cancelled = TestCity.asked();
    accepted(driver, cancelled);
    city.bean(Trips.class).cancel(cancelled, TestCity.byRider());
    assertThat(work(driver).nextTrip()).isNull();

    var givenBack = accepted(driver, TestCity.asked());
    drive.giveBack(driver, givenBack, "tired");
    assertThat(city.trip(givenBack).status()).isEqualTo(TripStatus.WAITING);

    var reassigned = accepted(driver, TestCity.asked());
    city.bean(ReassignTrip.class).reassign(OPERATOR, reassigned, Optional.of(driver), "far");
    assertThat(city.trip(reassigned).status()).isEqualTo(TripStatus.WAITING);

    city.round();
    assertThat(asked(givenBack)).as("not asked again").containsExactly(driver);
    assertThat(asked(reassigned)).containsExactly(driver);
    assertThat(requireNonNull(work(driver).trip()).id()).isEqualTo(present);
    drive.complete(driver, present);
    assertThat(work(driver)).isEqualTo(new ActiveWork.Work(null, null, null, null));
  }

  @Test
  void whoIsBlockedKeepsThePresentTripOnly() {
    var asked = city.driver(TestCity.HARBOUR);
    var hisTrip = inProgress(asked);
    var offered = city.requested().id();
    city.round();
    city.bean(BlockDriver.class).block(OPERATOR, asked, "papers");
    assertThat(of(offered, "status")).isEqualTo("WITHDRAWN");
    assertThat(city.trip(offered).status()).isEqualTo(TripStatus.WAITING);
    assertThat(city.trip(hisTrip).status()).isEqualTo(TripStatus.IN_PROGRESS);

    city.empty();
    var driver = city.driver(TestCity.HARBOUR);
    var present = inProgress(driver);
    var next = accepted(driver, TestCity.asked());

    city.bean(BlockDriver.class).block(OPERATOR, driver, "papers");

    assertThat(city.trip(next).status()).isEqualTo(TripStatus.WAITING);
    assertThat(of(next, "given_back_by")).isEqualTo("DISPATCH");
    assertThat(city.events(next)).endsWith("trip.waiting", "driver_trip.reassigned");
    assertThat(drive.complete(driver, present).status()).isEqualTo(TripStatus.COMPLETED);
  }

  @Test
  void aNextJobDoesNotWaitForATripThatLastsMuchLonger() {
    var driver = city.driver(TestCity.HARBOUR);
    inProgress(driver);
    var next = accepted(driver, TestCity.asked());
    city.round();
    assertThat(city.trip(next).status()).isEqualTo(TripStatus.ASSIGNED);
    city.sql(
        "UPDATE dispatch.offer SET decided_at = decided_at - interval '1 h' WHERE trip_id = ?",
        next);

    city.round();

    assertThat(of(next, "given_back_reason")).isEqualTo("driver_late");
    assertThat(asked(next)).as("not asked again").containsExactly(driver);
    var other = city.driver();
    city.round();
    assertThat(asked(next)).containsExactly(driver, other);
  }

  @Test
  void aNextJobDoesNotWaitForADriverWhoIsNotHeardOf() {
    var driver = city.driver(TestCity.HARBOUR);
    var present = inProgress(driver);
    var next = accepted(driver, TestCity.asked());
    var rows = city.bean(NextJobRows.class);
    var before = Instant.now().minusSeconds(60);
    assertThat(rows.isSilent(next, before)).isTrue();

    city.bean(Positions.class)
        .accept(driver, List.of(new Position(TestCity.HARBOUR, Instant.now(), 5.0)));
    await().until(() -> !rows.isSilent(next, before));

    assertThat(city.rows("SELECT DISTINCT trip_id FROM dispatch.trace_point"))
        .as("he drives the present trip")
        .containsExactly(Map.of("trip_id", present));
    assertThat(rows.silent("monaco", Instant.now().plusSeconds(5), 10)).containsExactly(next);
    try (var impatient =
        TestCity.open(standard.database(), Map.of("souk.next-jobs.silence", "1ms"))) {
      impatient.round();
    }
    assertThat(of(next, "given_back_reason")).isEqualTo("driver_silent");
  }

  private void use(TestCity used) {
    city = used;
    drive = used.bean(DriveTrip.class);
  }

  private ActiveWork.Work work(UUID driver) {
    return city.bean(ActiveWork.class).of(driver);
  }

  private UUID arrived(UUID driver) {
    var trip = city.requested();
    accept(driver, city.offered(trip, driver));
    drive.setOff(driver, trip.id());
    drive.arrive(driver, trip.id());
    return trip.id();
  }

  private UUID inProgress(UUID driver) {
    var trip = arrived(driver);
    drive.start(driver, trip);
    return trip;
  }

  /** A next job of the only driver who is about to finish. */
  private UUID accepted(UUID driver, RequestTrip asked) {
    city.bean(Trips.class).request(asked);
    city.round();
    accept(driver, requireNonNull(work(driver).offer()).id());
    assertThat(requireNonNull(work(driver).nextTrip()).id()).isEqualTo(asked.id());
    return asked.id();
  }

  private void accept(UUID driver, UUID offer) {
    assertThat(city.bean(AcceptOffer.class).accept(driver, offer))
        .isInstanceOf(AcceptOffer.Answer.Accepted.class);
  }

  private List<Object> asked(UUID trip) {
    return city
        .rows("SELECT driver_id FROM dispatch.offer WHERE trip_id = ? ORDER BY made_at", trip)
        .stream()
        .map(row -> row.get("driver_id"))
        .toList();
  }

  /** Of the only offer of the trip. */
  private Object of(UUID trip, String column) {
    return city.value("SELECT " + column + " FROM dispatch.offer WHERE trip_id = ?", trip);
  }

  private static Point metresNorthOfHarbour(int metres) {
    return new Point(TestCity.HARBOUR.lat() + metres / 111_195.0, TestCity.HARBOUR.lon());
  }

  private static void refused(String code, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }
}
