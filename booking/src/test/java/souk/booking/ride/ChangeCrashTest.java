package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.Trips;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** A change of the destination whose process, answer or signal is lost between any two steps. */
class ChangeCrashTest {
  private static final Duration LONGER_THAN_WE_WAIT = Duration.ofSeconds(5);

  /** A saga that never runs: each step is done by hand, and done again as by another worker. */
  @Test
  void everyStepIsDoneTwiceAndTheEndIsTheSame() {
    try (var city = RideCity.open(site -> site.temporal("127.0.0.1:1"))) {
      var steps = city.first().bean(RowRideSteps.class);
      var rider = inProgress(city, steps);
      var change = rider.ask(ChangingRider.FARTHER);
      var ride = rider.ride;

      assertThat(steps.read(ride).phase()).isEqualTo(RidePhase.CHANGE);
      assertThat(steps.change(ride).phase()).as("authorized").isEqualTo(RidePhase.CHANGE);
      assertThat(steps.change(ride).phase()).as("asked").isEqualTo(RidePhase.AWAIT_TRIP);
      forgetThatHeIsAsked(city, change);
      assertThat(steps.change(ride).phase()).as("asked again").isEqualTo(RidePhase.AWAIT_TRIP);
      assertThat(city.site.count("SELECT count(*) FROM dispatch.destination_proposal")).isOne();
      rider.accept(change);
      rider.awaitStatus(change, "AGREED");
      city.site.sql("UPDATE dispatch.trip SET assigned_at = clock_timestamp() + interval '1 h'");
      city.last().bean(DriveTrip.class).complete(rider.driver(), ride);
      city.awaitStatus(ride, RideStatus.COMPLETED);

      awaitBill(steps, ride);
      assertThat(steps.bill(ride).phase()).isEqualTo(RidePhase.CAPTURE);
      assertThat(steps.capture(ride).phase()).isEqualTo(RidePhase.CHANGE);
      assertThat(steps.capture(ride).phase()).isEqualTo(RidePhase.CHANGE);
      assertThat(steps.change(ride).phase()).isEqualTo(RidePhase.SETTLED);
      assertThat(steps.change(ride).phase()).isEqualTo(RidePhase.SETTLED);
      assertThat(city.taken(ride)).isEqualTo(city.bill(ride));
      assertThat(rider.payment(change)).isEqualTo("CAPTURED");
      assertThat(city.twin.violations()).isEmpty();
    }
  }

  /** Refused while the driver was about to be asked: he cannot agree any more. */
  @Test
  void whatEndedWhileHeWasAboutToBeAskedIsTakenBack() {
    try (var city = RideCity.open(site -> site.temporal("127.0.0.1:1"))) {
      var steps = city.first().bean(RowRideSteps.class);
      var rider = inProgress(city, steps);
      var change = rider.ask(ChangingRider.FARTHER);
      steps.change(rider.ride);
      assertThat(rider.withdraw(change).status()).isEqualTo(200);

      assertThat(steps.change(rider.ride).phase()).isEqualTo(RidePhase.AWAIT_TRIP);
      assertThat(rider.reason(change)).isEqualTo("WITHDRAWN");
      assertThat(rider.payment(change)).isEqualTo("VOIDED");
      assertThat(
              city.site.value(
                  "SELECT status FROM dispatch.destination_proposal WHERE id = ?", change))
          .isEqualTo("WITHDRAWN");
    }
  }

  /** The event that tells of his consent is late: whoever looks finds it in the trip. */
  @Test
  void aConsentWhoseEventIsLateIsFoundByTheNextLook() {
    try (var city = RideCity.open(site -> site.temporal("127.0.0.1:1"))) {
      var steps = city.first().bean(RowRideSteps.class);
      var rider = inProgress(city, steps);
      var change = rider.ask(ChangingRider.FARTHER);
      steps.change(rider.ride);
      steps.change(rider.ride);
      rider.accept(change);

      steps.lookAgainLater(rider.ride);

      assertThat(rider.status(change)).isEqualTo("AGREED");
      assertThat(rider.rideTo()).isEqualTo(ChangingRider.FARTHER);
    }
  }

  /** Whatever becomes of the provider's answers, each charge is made and taken once. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"LOSE_ANSWER", "LATE_EFFECT", "LOSE_REQUEST", "ERROR_AFTER"})
  void anAnswerOfTheProviderIsLost(FaultKind fault) {
    try (var city = RideCity.open()) {
      var rider = ChangingRider.slow(city);
      city.twin.inject(hit(Operation.PAYMENT_INTENTS_CREATE, fault));
      var change = rider.asked(ChangingRider.FARTHER);
      rider.accept(change);
      rider.awaitStatus(change, "AGREED");
      city.site.sql("UPDATE dispatch.trip SET assigned_at = clock_timestamp() + interval '1 h'");
      city.twin.inject(hit(Operation.PAYMENT_INTENTS_CAPTURE, fault));

      rider.arrive();

      assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
      assertThat(rider.payment(change)).isEqualTo("CAPTURED");
      assertThat(city.twin.violations()).isEmpty();
    }
  }

  /** The ride ends, or its rider thinks again, while the provider takes its time. */
  @ParameterizedTest
  @EnumSource
  void overtakenDuringAuthorizeIsVoided(Overtaking by) {
    try (var city = RideCity.open()) {
      var rider = ChangingRider.slow(city);
      city.twin.inject(
          Fault.once(FaultKind.SLOW)
              .on(Operation.PAYMENT_INTENTS_CREATE)
              .delayedBy(Duration.ofMillis(1500)));
      var change = rider.ask(ChangingRider.FARTHER);
      await()
          .until(() ->
              city.site.count("SELECT count(*) FROM payments.charge WHERE id = ?", change) == 1);

      switch (by) {
        case END -> city.last().bean(DriveTrip.class).complete(rider.driver(), rider.ride);
        case RIDER -> assertThat(rider.withdraw(change).status()).isEqualTo(200);
      }

      rider.awaitPayment(change, "VOIDED");
      assertThat(rider.status(change)).isEqualTo("REFUSED");
      rider.arrive();
      assertThat(city.taken(rider.ride)).isEqualTo(city.bill(rider.ride));
      assertThat(rider.rideTo()).isEqualTo(Phone.HARBOUR);
      assertThat(city.twin.violations()).isEmpty();
    }
  }

  /** What comes first. */
  enum Overtaking {
    END,
    RIDER
  }

  /** Its process died before it told the saga: the sweeper does. */
  @Test
  void aChangeThatWokeNobodyIsSwept() {
    try (var city = RideCity.open()) {
      var rider = ChangingRider.slow(city);
      var ride = city.first().bean(Rides.class).find(rider.ride).orElseThrow();
      city.first().bean(ChangeDestination.class).propose(ride, rider.token(ChangingRider.FARTHER));
      var change = UUID.fromString(city.site.value("SELECT id FROM booking.destination_change"));

      rider.awaitProposal(change, "OPEN");
      rider.arrive();
    }
  }

  /** A ride that has come so far by hand. */
  private static ChangingRider inProgress(RideCity city, RowRideSteps steps) {
    city.drivers.heldAt = RideStatus.IN_PROGRESS.name();
    var phone = city.phone();
    var ride = phone.request();
    steps.authorize(ride);
    steps.requestTrip(ride);
    await()
        .atMost(RideCity.PATIENCE)
        .until(() ->
            city.first().bean(Trips.class).find(ride).orElseThrow().status()
                == TripStatus.IN_PROGRESS);
    city.awaitStatus(ride, RideStatus.IN_PROGRESS);
    var rider = ChangingRider.of(city, phone, ride);
    rider.hasDriven(20);
    return rider;
  }

  /** What the phone said last may still be on its way: until then there is no bill. */
  private static void awaitBill(RowRideSteps steps, UUID ride) {
    await().atMost(RideCity.PATIENCE).until(() -> steps.bill(ride).phase() == RidePhase.CAPTURE);
  }

  private static void forgetThatHeIsAsked(RideCity city, UUID change) {
    city.site.sql("UPDATE booking.destination_change SET asked = false WHERE id = ?", change);
    city.site.sql("UPDATE booking.ride SET phase = 'CHANGE'");
  }

  private static Fault hit(Operation operation, FaultKind fault) {
    return Fault.once(fault).on(operation).delayedBy(LONGER_THAN_WE_WAIT);
  }
}
