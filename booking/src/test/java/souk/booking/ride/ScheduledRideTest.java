package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;

/** A ride that is booked for a time waits in its row alone, and begins when the time has come. */
class ScheduledRideTest {
  private static RideCity city;
  private Phone phone;

  @BeforeAll
  static void open() {
    city = RideCity.open();
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void aNewRider() {
    phone = city.phone();
  }

  @Test
  void itHasNoChargeNoTripAndNotItsRiderUntilItBegins() {
    var pickupAt = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
    var booked = phone.send(phone.wishFor(pickupAt));
    var ride = booked.id();

    assertThat(booked.body().path("status").asText()).isEqualTo("SCHEDULED");
    assertThat(booked.body().path("pickup_at").asText()).isEqualTo(pickupAt.toString());
    assertThat(booked.body().path("start_at").asText())
        .isEqualTo(pickupAt.minus(Duration.ofMinutes(10)).toString());
    var now = phone.request();
    city.awaitSettled(now);

    assertThat(city.status(now)).isEqualTo("COMPLETED");
    assertThat(city.status(ride)).isEqualTo("SCHEDULED");
    assertUntouched(ride);
    assertThat(phone.inspect("/v1/ops/rides?status=SCHEDULED").body().findValuesAsText("id"))
        .contains(ride.toString());
  }

  @Test
  void whatIsSoonIsRequestedAtOnceAndKnowsItsTime() {
    var asked = phone.send(phone.wishFor(Instant.now().plus(Duration.ofMinutes(5))));

    assertThat(asked.body().path("status").asText()).isEqualTo("REQUESTED");
    assertThat(asked.body().path("pickup_at").isTextual()).isTrue();
    assertThat(asked.body().path("start_at").isNull()).isTrue();
    assertThat(phone.send(phone.wish("pm_card_visa")).code()).isEqualTo("ride_active");
    phone.cancel(asked.id());
  }

  @Test
  void itBeginsWhenItsTimeHasCome() {
    var ride = book();

    bring(ride);
    city.awaitSettled(ride);

    assertThat(city.status(ride)).isEqualTo("COMPLETED");
    assertThat(city.taken(ride)).isEqualTo(city.bill(ride)).isPositive();
    var told = RideTimelineTest.timeline(city, ride);
    assertThat(told.getFirst().type()).isEqualTo("ride.scheduled");
    assertThat(told.getFirst().actor().kind()).isEqualTo(Actor.Kind.RIDER);
    assertThat(told)
        .filteredOn(entry -> entry.type().equals("ride.requested"))
        .singleElement()
        .satisfies(begun -> assertThat(begun.actor()).isEqualTo(Actor.SYSTEM));
  }

  @Test
  void itWaitsForItsRidersOtherRide() {
    var ride = book();
    rideElsewhere();

    bring(ride);
    await().atMost(RideCity.PATIENCE).until(() -> triedAgain(ride));
    assertThat(city.status(ride)).isEqualTo("SCHEDULED");
    endTheOther();

    city.awaitSettled(ride);
    assertThat(city.status(ride)).isEqualTo("COMPLETED");
  }

  @Test
  void whoIsStillBusyWhenTheTimeIsOverRidesNot() {
    var ride = book();
    rideElsewhere();

    bring(ride);
    city.site.sql("UPDATE booking.ride SET start_until = start_at WHERE id = ?", ride);
    city.awaitSettled(ride);

    assertDropped(ride, "rider_busy");
    endTheOther();
  }

  @Test
  void whoOwesWhenItsTimeComesRidesNot() {
    var ride = book();
    city.site.sql(
        """
        INSERT INTO booking.debt (id, city_id, ride_id, rider_id, amount_minor, currency, status, card_id)
        VALUES (gen_random_uuid(), 'monaco', gen_random_uuid(), ?, 300, 'EUR', 'OPEN', gen_random_uuid())
        """,
        phone.rider);

    bring(ride);
    city.awaitSettled(ride);

    assertDropped(ride, "debt_open");
  }

  @Test
  void callingItOffBeforeItBeginsIsFreeAndDoneAtOnce() {
    var ride = book();

    var cancelled = phone.cancel(ride);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body().path("status").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.body().path("settled_at").isTextual()).isTrue();
    assertThat(cancelled.body().at("/bill/total/amount").asLong()).isZero();
    assertThat(phone.cancel(ride).status()).isEqualTo(200);
    assertUntouched(ride);
  }

  @Test
  void theOnesToComeAreListedTheSoonestFirst() {
    var later = book(Duration.ofHours(5));
    var sooner = book(Duration.ofHours(3));
    var soonest = book(Duration.ofHours(2));
    phone.cancel(book(Duration.ofHours(4)));

    var page = phone.get("/v1/rides?scheduled=true&limit=2").body();
    var rest =
        phone.get("/v1/rides?scheduled=true&limit=2&cursor=" + page.path("next_cursor").asText());

    assertThat(List.of(page.at("/items/0/id").asText(), page.at("/items/1/id").asText()))
        .containsExactly(soonest.toString(), sooner.toString());
    assertThat(rest.body().at("/items/0/id").asText()).isEqualTo(later.toString());
    assertThat(rest.body().path("next_cursor").isNull()).isTrue();
    assertThat(phone.get("/v1/rides?scheduled=maybe").status()).isEqualTo(400);
    assertThat(phone.get("/v1/rides").body().path("items").size()).isEqualTo(4);
  }

  /** The process that took the booking cannot reach Temporal at all, and never runs a saga. */
  @Test
  void bookedButNeverStartedIsSweptInTime() {
    try (var deaf = BookingNode.start(city.site.temporal("127.0.0.1:1"), BookingNode.API_ONLY)) {
      var far = new Phone(() -> deaf);
      var ride = far.send(far.wishFor(Instant.now().plus(Duration.ofHours(2)))).id();

      bring(ride);
      city.awaitSettled(ride);

      assertThat(city.status(ride)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void nothingRunsForARideThatIsFarAway() {
    var far = book();
    var near = book();
    city.site.sql(
        "UPDATE booking.ride SET next_wake_at = clock_timestamp() + interval '30 min' WHERE id = ?",
        near);
    var kind = city.first().bean(SagaKind.class, "ride");
    var sagas = city.first().bean(Sagas.class);
    assertThat(sagas.wake(kind, far)).isTrue();

    var saga =
        city.first().bean(WorkflowClient.class).newUntypedWorkflowStub(sagas.workflowId(kind, far));
    saga.getResult(Void.class);

    assertThat(city.status(far)).isEqualTo("SCHEDULED");
    assertThat(city.first().bean(Rides.class).unsettledAfter(null, 1000))
        .contains(near)
        .doesNotContain(far);
  }

  private UUID book() {
    return book(Duration.ofHours(2));
  }

  private UUID book(Duration ahead) {
    return phone.send(phone.wishFor(Instant.now().plus(ahead))).id();
  }

  /** Its time comes. */
  static void bring(UUID ride) {
    city.site.sql(
        """
        UPDATE booking.ride SET pickup_at = clock_timestamp(), start_at = clock_timestamp(),
          next_wake_at = clock_timestamp()
        WHERE id = ?
        """,
        ride);
  }

  /** As if the rider had a live ride. */
  private void rideElsewhere() {
    city.site.sql(
        "INSERT INTO booking.rider_claim (rider_id, ride_id) VALUES (?, ?)",
        phone.rider,
        UUID.randomUUID());
  }

  private void endTheOther() {
    city.site.sql("DELETE FROM booking.rider_claim WHERE rider_id = ?", phone.rider);
  }

  private static boolean triedAgain(UUID ride) {
    return city.site.count(
            "SELECT count(*) FROM booking.ride WHERE id = ? AND next_wake_at > start_at + interval '4 s'",
            ride)
        == 1;
  }

  private static void assertDropped(UUID ride, String reason) {
    var row =
        city.site
            .rows("SELECT status, cancelled_by, cancel_reason FROM booking.ride WHERE id = ?", ride)
            .getFirst();
    assertThat(row.values()).containsExactly("CANCELLED", "SYSTEM", reason);
    assertThat(RideTimelineTest.timeline(city, ride))
        .extracting(TimelineEntry::type)
        .containsExactlyInAnyOrder("ride.scheduled", "ride.cancelled", "ride.settled");
    assertUntouched(ride);
  }

  private static void assertUntouched(UUID ride) {
    assertThat(city.site.count("SELECT count(*) FROM payments.charge WHERE id = ?", ride)).isZero();
    assertThat(city.site.count("SELECT count(*) FROM dispatch.trip WHERE id = ?", ride)).isZero();
    assertThat(city.site.count("SELECT count(*) FROM booking.rider_claim WHERE ride_id = ?", ride))
        .isZero();
  }
}
