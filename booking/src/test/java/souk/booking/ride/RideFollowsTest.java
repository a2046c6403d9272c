package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripStatus;
import souk.payments.charge.ChargeStatus;

class RideFollowsTest {
  @ParameterizedTest
  @CsvSource({
    "WAITING, MATCHING",
    "OFFERED, MATCHING",
    "ASSIGNED, DRIVER_ASSIGNED",
    "EN_ROUTE, EN_ROUTE",
    "ARRIVED, ARRIVED",
    "IN_PROGRESS, IN_PROGRESS",
    "COMPLETED, COMPLETED",
    "CANCELLED, CANCELLED",
    "HOPELESS, NO_DRIVER"
  })
  void theTripsStateIsTheRides(TripStatus trip, RideStatus expected) {
    var ride = SomeRide.seen(RideStatus.MATCHING, 3, 1).follow(SomeRide.trip(trip, 4));

    assertThat(ride.status()).isEqualTo(expected);
    assertThat(ride.tripVersion()).isEqualTo(4);
  }

  @Test
  void aTripCalledOffBecauseNobodyCameIsANoShow() {
    var trip = SomeRide.trip(TripStatus.CANCELLED, 6, Cancellation.noShow());
    assertThat(SomeRide.seen(RideStatus.ARRIVED, 5, 1).follow(trip).status())
        .isEqualTo(RideStatus.NO_SHOW);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"RIDER", "OPS", "SYSTEM"})
  void onlyTheDriverCanSayThatNobodyCame(Cancellation.By by) {
    var trip = SomeRide.trip(TripStatus.CANCELLED, 6, new Cancellation(by, Cancellation.NO_SHOW));
    assertThat(SomeRide.seen(RideStatus.ARRIVED, 5, 1).follow(trip).status())
        .isEqualTo(RideStatus.CANCELLED);
  }

  @Test
  void aTripThatItsDriverGaveBackIsMatchedAgain() {
    var ride =
        SomeRide.seen(RideStatus.EN_ROUTE, 4, 1).follow(SomeRide.trip(TripStatus.WAITING, 5));
    assertThat(ride.status()).isEqualTo(RideStatus.MATCHING);
    assertThat(ride.state().assigned()).isEmpty();
  }

  @Test
  void aVersionThatWasSeenChangesNothing() {
    var ride = SomeRide.seen(RideStatus.EN_ROUTE, 4, 2);
    assertThat(ride.follow(SomeRide.trip(TripStatus.ASSIGNED, 3))).isSameAs(ride);
    assertThat(ride.follow(SomeRide.trip(TripStatus.COMPLETED, 4))).isSameAs(ride);
    assertThat(ride.follow(SomeRide.charge(ChargeStatus.UNKNOWN, 1))).isSameAs(ride);
    assertThat(ride.follow(SomeRide.charge(ChargeStatus.CAPTURED, 2))).isSameAs(ride);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"COMPLETED", "CANCELLED", "NO_DRIVER", "NO_SHOW", "PAYMENT_DECLINED"})
  void aRideThatIsOverFollowsNoTrip(RideStatus status) {
    var ride = SomeRide.seen(status, 5, 1);
    assertThat(ride.follow(SomeRide.trip(TripStatus.WAITING, 99))).isSameAs(ride);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, UNKNOWN",
    "UNKNOWN, UNKNOWN",
    "REQUIRES_ACTION, REQUIRES_ACTION",
    "AUTHORIZED, AUTHORIZED",
    "DECLINED, DECLINED",
    "CAPTURED, CAPTURED",
    "VOIDED, VOIDED",
    "EXPIRED, VOIDED"
  })
  void theChargesStateIsThePayments(ChargeStatus charge, RidePayment.Status expected) {
    var ride = SomeRide.seen(RideStatus.COMPLETED, 7, 2).follow(SomeRide.charge(charge, 3));

    assertThat(ride.payment().status()).isEqualTo(expected);
    assertThat(ride.payment().chargeVersion()).isEqualTo(3);
    assertThat(ride.status()).isEqualTo(RideStatus.COMPLETED);
  }

  /**
   * Also one that the provider took back before there was a trip: nothing would ever pay for it.
   */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"DECLINED", "VOIDED", "EXPIRED"})
  void aRideThatNobodyPaysForIsRefusedBeforeItsTrip(ChargeStatus charge) {
    var ride = SomeRide.seen(RideStatus.REQUESTED, 0, 0).follow(SomeRide.charge(charge, 1));
    assertThat(ride.status()).isEqualTo(RideStatus.PAYMENT_DECLINED);
    assertThat(ride.phase()).isEqualTo(RidePhase.SETTLED);
  }

  @Test
  void tripAndChargeMayBeSeenInAnyOrder() {
    var ride = SomeRide.seen(RideStatus.REQUESTED, 0, 0);
    var trip = SomeRide.trip(TripStatus.CANCELLED, 1);
    var charge = SomeRide.charge(ChargeStatus.AUTHORIZED, 1);
    assertThat(List.of(ride.follow(trip).follow(charge), ride.follow(charge).follow(trip)))
        .allSatisfy(after -> assertThat(after.phase()).isEqualTo(RidePhase.BILL))
        .allSatisfy(after ->
            assertThat(after.billed(SomeRide.bill(0)).phase()).isEqualTo(RidePhase.RELEASE));
  }

  @Test
  void theFirstReasonToCancelStays() {
    var first = new CancelWish(Cancellation.By.RIDER, "first");
    var second = new CancelWish(Cancellation.By.OPS, "second");
    var ride = SomeRide.seen(RideStatus.MATCHING, 1, 1).askToCancel(first).askToCancel(second);
    assertThat(ride.cancelWish()).isEqualTo(first);
  }

  @Test
  void theFirstBillStaysAndALiveRideHasNone() {
    var ride = SomeRide.in(RideStatus.COMPLETED, RidePayment.Status.AUTHORIZED, null);
    var billed = ride.billed(SomeRide.bill(900));
    assertThat(billed.billed(SomeRide.bill(800))).isSameAs(billed);
    assertThat(billed.phase()).isEqualTo(RidePhase.CAPTURE);

    var live = SomeRide.in(RideStatus.ARRIVED, RidePayment.Status.AUTHORIZED, null);
    assertThat(live.billed(SomeRide.bill(900))).isSameAs(live);
  }
}
