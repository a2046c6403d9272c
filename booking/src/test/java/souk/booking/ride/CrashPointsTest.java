package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.booking.BookingNode;
import souk.booking.Gate;
import souk.booking.Site;
import souk.embedded.TemporalEngine;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** A process may die, and an engine go away, between any two things a ride does. */
class CrashPointsTest {
  private static final Duration LONGER_THAN_WE_WAIT = BookingNode.STRIPE_TIMEOUT.plusMillis(500);

  /** The process that took the request cannot reach Temporal at all, and never runs a saga. */
  @Test
  void committedButNeverStartedIsSwept() {
    try (var city = RideCity.open();
        var deaf = BookingNode.start(city.site.temporal("127.0.0.1:1"), BookingNode.API_ONLY)) {
      var ride = city.follow(new Phone(() -> deaf).request());

      city.awaitSettled(ride);

      assertThat(city.status(ride)).isEqualTo("COMPLETED");
      city.assertEveryRideSettledOnce();
    }
  }

  /** Its first task, which came with the start, is with a process that dies in its first step. */
  @Test
  void eagerStartProcessDies() {
    try (var city = RideCity.ofTwoNodes()) {
      await().atMost(RideCity.PATIENCE).until(city::workersRun);
      city.twin.inject(slowAuthorization());
      var ride = city.follow(city.phone().request());
      await().until(() -> chargeOf(city, ride) == 1);
      city.killFirst();

      city.awaitSettled(ride);

      assertThat(city.status(ride)).isEqualTo("COMPLETED");
      city.assertEveryRideSettledOnce();
    }
  }

  /** The worker has done steps and died before it told Temporal: another does them all again. */
  @Test
  void someStepsDoneTaskNot() {
    try (var city = RideCity.withoutDrivers(site -> site.temporal("127.0.0.1:1"))) {
      var phone = city.phone();
      var ride = phone.request();
      var steps = city.first().bean(RowRideSteps.class);

      assertThat(steps.authorize(ride).phase()).isEqualTo(RidePhase.REQUEST_TRIP);
      assertThat(steps.authorize(ride).phase()).isEqualTo(RidePhase.REQUEST_TRIP);
      assertThat(steps.requestTrip(ride).phase()).isEqualTo(RidePhase.AWAIT_TRIP);
      assertThat(steps.requestTrip(ride).phase()).isEqualTo(RidePhase.AWAIT_TRIP);
      assertThat(steps.authorize(ride).phase()).isEqualTo(RidePhase.AWAIT_TRIP);
      assertThat(phone.cancel(ride).status()).isEqualTo(200);
      assertThat(steps.cancelTrip(ride).phase()).isEqualTo(RidePhase.BILL);
      assertThat(steps.bill(ride).phase()).isEqualTo(RidePhase.RELEASE);
      assertThat(steps.bill(ride).phase()).isEqualTo(RidePhase.RELEASE);
      assertThat(steps.release(ride).phase()).isEqualTo(RidePhase.SETTLED);
      assertThat(steps.release(ride).phase()).isEqualTo(RidePhase.SETTLED);
      assertThat(steps.requestTrip(ride).phase()).isEqualTo(RidePhase.SETTLED);
      assertThat(steps.authorize(ride).phase()).isEqualTo(RidePhase.SETTLED);

      assertThat(city.intents(ride)).containsExactly("canceled");
      assertThat(city.twin.violations()).isEmpty();
    }
  }

  /** Whatever becomes of the answer to an authorization, the ride is paid for once. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"LOSE_ANSWER", "HANG_ANSWER", "LATE_EFFECT", "LOSE_REQUEST", "ERROR_AFTER"})
  void pspCalledOutcomeNotStored(FaultKind fault) {
    try (var city = RideCity.open()) {
      city.twin.inject(hit(Operation.PAYMENT_INTENTS_CREATE, fault));
      city.twin.inject(hit(Operation.PAYMENT_INTENTS_CAPTURE, fault));
      var ride = city.follow(city.phone().request());

      city.awaitSettled(ride);

      assertThat(city.status(ride)).isEqualTo("COMPLETED");
      city.assertEveryRideSettledOnce();
    }
  }

  @Test
  void cancelDuringAuthorizeIsVoided() {
    try (var city = RideCity.open()) {
      city.twin.inject(slowAuthorization());
      var phone = city.phone();
      var ride = phone.request();
      await().until(() -> chargeOf(city, ride) == 1);

      assertThat(phone.cancel(ride).body().path("status").asText()).isEqualTo("CANCELLED");
      city.followCalledOff(ride);

      city.awaitSettled(ride);
      assertThat(city.payment(ride)).isEqualTo("VOIDED");
      assertThat(city.intents(ride)).containsExactly("canceled");
      city.assertEveryRideSettledOnce();
    }
  }

  @Test
  void postgresAwayForAWhile() {
    var gates = new Gate[1];
    UnaryOperator<Site> gated =
        site -> {
          gates[0] = Gate.before(site.database().jdbcUrl());
          return site.databaseAt(gates[0].through(site.database().jdbcUrl()));
        };
    try (var city = RideCity.open(gated)) {
      city.requestRides(12);
      gates[0].shut();
      await()
          .atMost(RideCity.PATIENCE)
          .until(() -> city.phone().post("/v1/rides/quotes", QUOTE).status() == 503);
      gates[0].open();
      city.assertEveryRideSettledOnce();
    } finally {
      gates[0].close();
    }
  }

  private static final String QUOTE =
      """
      {"pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206},
       "product": "standard"}
      """;

  @Test
  void temporalAwayAtRequestIsStartedLater() {
    var temporal = TemporalEngine.startOwn();
    try (var city = RideCity.open(site -> site.temporal(temporal.address()))) {
      temporal.kill();
      var ride = city.follow(city.phone().request());
      assertThat(city.status(ride)).isEqualTo("REQUESTED");
      temporal.start();

      city.awaitSettled(ride);

      assertThat(city.status(ride)).isEqualTo("COMPLETED");
      city.assertEveryRideSettledOnce();
    } finally {
      temporal.kill();
    }
  }

  /** One search that is over at once, and one card that is refused. */
  @Test
  void nobodyFoundAndCardRefusedCostNothing() {
    try (var city = RideCity.withoutDrivers(UnaryOperator.identity())) {
      var hopeless = city.phone().request();
      var refused = city.phone();
      var declined = refused.send(refused.wish("pm_card_chargeCustomerFail")).id();
      city.awaitStatus(hopeless, RideStatus.MATCHING);
      city.site.sql("UPDATE dispatch.trip SET search_until = clock_timestamp()");

      city.awaitStatus(hopeless, RideStatus.NO_DRIVER);
      city.awaitSettled(hopeless);
      city.awaitSettled(declined);

      assertThat(city.intents(hopeless)).containsExactly("canceled");
      assertThat(city.status(declined)).isEqualTo("PAYMENT_DECLINED");
      assertThat(city.intents(declined)).containsExactly("requires_payment_method");
      assertThat(city.site.count("SELECT count(*) FROM booking.rider_claim")).isZero();
    }
  }

  private static Fault slowAuthorization() {
    return Fault.once(FaultKind.SLOW)
        .on(Operation.PAYMENT_INTENTS_CREATE)
        .delayedBy(Duration.ofMillis(1500));
  }

  private static int chargeOf(RideCity city, UUID ride) {
    return city.site.count("SELECT count(*) FROM payments.charge WHERE id = ?", ride);
  }

  private static Fault hit(Operation operation, FaultKind fault) {
    return Fault.once(fault).on(operation).delayedBy(LONGER_THAN_WE_WAIT);
  }
}
