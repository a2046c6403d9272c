package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.booking.ride.Phone.Answer;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** Who books, calls off and begins at the very same moment. */
class ScheduledRideRaceTest {
  private static final int OPEN_MAX = 3;
  private static final int TWINS = 8;

  private static RideCity city;
  private static RowRideSteps steps;
  private Phone phone;

  /** No saga runs: the tests take its steps. */
  @BeforeAll
  static void open() {
    city =
        RideCity.withoutDrivers(
            site -> site.temporal("127.0.0.1:1"),
            Map.of("souk.rides.scheduled.open-max", OPEN_MAX));
    steps = city.first().bean(RowRideSteps.class);
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
  void onceBegunItIsCalledOffAsAnyOther() {
    var ride = dueRide();

    assertThat(steps.start(ride).phase()).isEqualTo(RidePhase.AUTHORIZE);
    assertThat(phone.cancel(ride).status()).isEqualTo(200);

    assertThat(steps.start(ride).phase()).isEqualTo(RidePhase.BILL);
    assertThat(trips(ride)).isEqualTo(1);
    assertNoClaimIsLeft();
  }

  @Test
  void onceCalledOffItDoesNotBegin() {
    var ride = dueRide();

    assertThat(phone.cancel(ride).status()).isEqualTo(200);

    assertThat(steps.start(ride).phase()).isEqualTo(RidePhase.SETTLED);
    assertThat(trips(ride)).isZero();
    assertNoClaimIsLeft();
  }

  /** Whoever comes second does what is right after the first; the claim is gone in the end. */
  @RepeatedTest(10)
  void ofBeginningAndCallingOffOneIsFirst() {
    var ride = dueRide();
    Callable<Answer> cancel = () -> phone.cancel(ride);
    Callable<Answer> start =
        () -> {
          steps.start(ride);
          return phone.get("/v1/rides/" + ride);
        };

    var answers = Twins.together(cancel, start, cancel, start, start);

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(city.status(ride)).isEqualTo("CANCELLED");
    var begun =
        city.site.count("SELECT count(*) FROM booking.ride WHERE id = ? AND phase = 'BILL'", ride);
    assertThat(trips(ride)).isEqualTo(begun);
    assertNoClaimIsLeft();
  }

  /** Two booked rides and one for now want the same rider. */
  @RepeatedTest(5)
  void ofRidesThatBeginTogetherOneHasTheRider() {
    var first = dueRide();
    var second = dueRide();
    var now = phone.wish("pm_card_visa");

    Twins.together(
        () -> steps.start(first).phase().name(),
        () -> steps.start(second).phase().name(),
        () -> phone.send(now).code());

    assertThat(
            city.site.count(
                "SELECT count(*) FROM booking.ride WHERE rider_id = ? AND status = 'REQUESTED'",
                phone.rider))
        .isEqualTo(1);
  }

  @RepeatedTest(3)
  void twinsDoNotBookMoreThanARiderMay() {
    var wishes = IntStream.range(0, TWINS).mapToObj(i -> phone.wishFor(in(2 + i))).toList();

    var answers = Twins.together(sending(wishes));

    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(OPEN_MAX);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .extracting(Answer::code)
        .containsOnly("too_many_scheduled");
    phone.cancel(answers.stream().filter(a -> a.status() == 202).findFirst().orElseThrow().id());
    assertThat(phone.send(phone.wishFor(in(30))).status()).isEqualTo(202);
  }

  /** The negative control: who counts without waiting for the others finds room for all. */
  @Test
  void withoutTheLockTwinsBookTooMany() {
    var rides = city.first().bean(Rides.class);
    var counted = new CyclicBarrier(TWINS);
    Callable<Boolean> booking =
        () ->
            city.first()
                .bean(Transactions.class)
                .call(() -> {
                  var room = rides.countScheduled(phone.rider) < OPEN_MAX;
                  meet(counted);
                  if (room) plant();
                  return room;
                });

    Twins.together(IntStream.range(0, TWINS).mapToObj(i -> booking).toArray(Callable[]::new));

    assertThat(rides.countScheduled(phone.rider)).isGreaterThan(OPEN_MAX);
  }

  private void plant() {
    city.first()
        .bean(Statements.class)
        .update(
            """
            INSERT INTO booking.ride (id, city_id, rider_id, rider_name, quote_id, card_id, product,
              pickup_lat, pickup_lon, dropoff_lat, dropoff_lon, distance_m, duration_s, fare_minor,
              authorize_minor, currency, breakdown, status, phase, pickup_at, start_at, start_until)
            SELECT gen_random_uuid(), 'monaco', ?, 'Rita', gen_random_uuid(), gen_random_uuid(),
              'standard', 43.73, 7.42, 43.74, 7.43, 900, 180, 1000, 1200, 'EUR', '{}', 'SCHEDULED',
              'AWAIT_START', later, later, later
            FROM (SELECT clock_timestamp() + interval '1 day' AS later) AS day
            """,
            statement -> statement.setObject(1, phone.rider));
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @SuppressWarnings("unchecked")
  private Callable<Answer>[] sending(List<Phone.Wish> wishes) {
    return wishes.stream()
        .map(wish -> (Callable<Answer>) () -> phone.send(wish))
        .toArray(Callable[]::new);
  }

  private UUID dueRide() {
    var ride = phone.send(phone.wishFor(in(2))).id();
    city.site.sql("UPDATE booking.ride SET start_at = clock_timestamp() WHERE id = ?", ride);
    return ride;
  }

  private static Instant in(int hours) {
    return Instant.now().plus(Duration.ofHours(hours));
  }

  private static int trips(UUID ride) {
    return city.site.count("SELECT count(*) FROM dispatch.trip WHERE id = ?", ride);
  }

  private void assertNoClaimIsLeft() {
    assertThat(
            city.site.count(
                "SELECT count(*) FROM booking.rider_claim WHERE rider_id = ?", phone.rider))
        .isZero();
  }
}
