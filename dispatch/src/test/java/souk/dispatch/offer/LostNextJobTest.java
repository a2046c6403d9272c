package souk.dispatch.offer;

import static java.util.Objects.requireNonNull;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.matching.ParkedSightings;
import souk.dispatch.matching.cost.TrackRecords;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;

/**
 * Next jobs that come to nothing: whatever ends them leaves the present trip and its driver alone.
 */
class LostNextJobTest {
  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Olga");

  private static TestCity city;
  private static BusyDrivers drivers;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    drivers = new BusyDrivers(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void empty() {
    city.empty();
    city.bean(ParkedSightings.class).age(Duration.ofSeconds(1));
  }

  @Test
  void whoLetsNextJobsPassWhileHeDrivesStaysOnLineWithoutBlame() {
    var driver = city.driver(TestCity.HARBOUR);
    drivers.inProgress(driver);
    for (int n = 0; n < 4; n++) {
      var trip = city.requested().id();
      city.round();
      city.passDeadline((UUID) drivers.of(trip, "id"));
      city.bean(ExpireOffers.class).expire(TestCity.ID);
      assertThat(drivers.of(trip, "status")).isEqualTo("EXPIRED");
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
    var present = drivers.inProgress(driver);

    var cancelled = TestCity.asked();
    drivers.accepted(driver, cancelled);
    city.bean(Trips.class).cancel(cancelled, TestCity.byRider());
    assertThat(drivers.work(driver).nextTrip()).isNull();

    var givenBack = drivers.accepted(driver, TestCity.asked());
    drivers.drive().giveBack(driver, givenBack, "tired");
    assertThat(city.trip(givenBack).status()).isEqualTo(TripStatus.WAITING);

    var reassigned = drivers.accepted(driver, TestCity.asked());
    city.bean(ReassignTrip.class).reassign(OPERATOR, reassigned, Optional.of(driver), "far");
    assertThat(city.trip(reassigned).status()).isEqualTo(TripStatus.WAITING);

    city.round();
    assertThat(drivers.asked(givenBack)).as("not asked again").containsExactly(driver);
    assertThat(drivers.asked(reassigned)).containsExactly(driver);
    assertThat(requireNonNull(drivers.work(driver).trip()).id()).isEqualTo(present);
    drivers.drive().complete(driver, present);
    assertThat(drivers.work(driver)).isEqualTo(new ActiveWork.Work(null, null, null, null));
  }

  @Test
  void whoIsBlockedKeepsThePresentTripOnly() {
    var asked = city.driver(TestCity.HARBOUR);
    var hisTrip = drivers.inProgress(asked);
    var offered = city.requested().id();
    city.round();
    city.bean(BlockDriver.class).block(OPERATOR, asked, "papers");
    assertThat(drivers.of(offered, "status")).isEqualTo("WITHDRAWN");
    assertThat(city.trip(offered).status()).isEqualTo(TripStatus.WAITING);
    assertThat(city.trip(hisTrip).status()).isEqualTo(TripStatus.IN_PROGRESS);

    city.empty();
    var driver = city.driver(TestCity.HARBOUR);
    var present = drivers.inProgress(driver);
    var next = drivers.accepted(driver, TestCity.asked());

    city.bean(BlockDriver.class).block(OPERATOR, driver, "papers");

    assertThat(city.trip(next).status()).isEqualTo(TripStatus.WAITING);
    assertThat(drivers.of(next, "given_back_by")).isEqualTo("DISPATCH");
    assertThat(city.events(next)).endsWith("trip.waiting", "driver_trip.reassigned");
    assertThat(drivers.drive().complete(driver, present).status()).isEqualTo(TripStatus.COMPLETED);
  }

  @Test
  void aNextJobDoesNotWaitForATripThatLastsMuchLonger() {
    var driver = city.driver(TestCity.HARBOUR);
    drivers.inProgress(driver);
    var next = drivers.accepted(driver, TestCity.asked());
    city.round();
    assertThat(city.trip(next).status()).isEqualTo(TripStatus.ASSIGNED);
    city.sql(
        "UPDATE dispatch.offer SET decided_at = decided_at - interval '1 h' WHERE trip_id = ?",
        next);

    city.round();

    assertThat(drivers.of(next, "given_back_reason")).isEqualTo("driver_late");
    assertThat(drivers.asked(next)).as("not asked again").containsExactly(driver);
    var other = city.driver();
    city.round();
    assertThat(drivers.asked(next)).containsExactly(driver, other);
  }

  @Test
  void aNextJobDoesNotWaitForADriverWhoIsNotHeardOf() {
    var driver = city.driver(TestCity.HARBOUR);
    var present = drivers.inProgress(driver);
    var next = drivers.accepted(driver, TestCity.asked());
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
    try (var impatient = TestCity.open(city.database(), Map.of("souk.next-jobs.silence", "1ms"))) {
      impatient.round();
    }
    assertThat(drivers.of(next, "given_back_reason")).isEqualTo("driver_silent");
  }
}
