package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import souk.payments.charge.ChargeStatus;
import souk.platform.money.Money;

/** What is done next about the money of a ride that is over; 12.00 were authorized. */
class RideMoneyTest {
  /** A star is any status; captured is what the first charge took. */
  @ParameterizedTest(name = "costs {0}, {1} with {2} taken, then {3}: {4}")
  @CsvSource({
    "   0, PENDING,    0, PENDING,    RELEASE",
    "   0, AUTHORIZED, 0, PENDING,    RELEASE",
    "   0, UNKNOWN,    0, PENDING,    AWAIT_MONEY",
    "   0, DECLINED,   0, PENDING,    SETTLED",
    "   0, VOIDED,     0, PENDING,    SETTLED",
    "   0, CAPTURED,   1, PENDING,    AWAIT_MONEY",
    "1000, PENDING,    0, PENDING,    AWAIT_MONEY",
    "1000, AUTHORIZED, 0, PENDING,    CAPTURE",
    "1000, UNKNOWN,    0, PENDING,    AWAIT_MONEY",
    "1000, CAPTURED, 1000, PENDING,   SETTLED",
    "1000, CAPTURED, 1001, PENDING,   AWAIT_MONEY",
    "1000, VOIDED,     0, PENDING,    EXTRA",
    "1000, DECLINED,   0, PENDING,    EXTRA",
    "1500, AUTHORIZED, 0, PENDING,    CAPTURE",
    "1500, CAPTURED, 1200, PENDING,   EXTRA",
    "1500, CAPTURED, 1200, UNKNOWN,   AWAIT_MONEY",
    "1500, CAPTURED, 1200, AUTHORIZED, EXTRA",
    "1500, CAPTURED, 1200, CAPTURED,  SETTLED",
    "1500, CAPTURED, 1200, DECLINED,  SETTLED",
    "1500, CAPTURED, 1200, VOIDED,    SETTLED"
  })
  void everyStandingHasOneNextStep(
      long bill,
      RidePayment.Status first,
      long captured,
      RidePayment.Status second,
      RidePhase expected) {
    var extra = new RidePayment(second, null, 1, 0);
    var money =
        new RideMoney(
            SomeRide.AUTHORIZE,
            SomeRide.bill(bill),
            new RidePayment(first, null, 1, captured),
            extra);

    assertThat(money.phase()).isEqualTo(expected);
  }

  @Test
  void aCaptureThatWasRefusedIsGivenBackAndChargedAnew() {
    var refused = new RidePayment(RidePayment.Status.AUTHORIZED, "card_declined", 3, 0);
    var money = new RideMoney(SomeRide.AUTHORIZE, SomeRide.bill(1000), refused, RidePayment.NONE);

    assertThat(money.phase()).isEqualTo(RidePhase.RELEASE);
    var released = money.follow(SomeRide.charge(ChargeStatus.VOIDED, 4));
    assertThat(released.phase()).isEqualTo(RidePhase.EXTRA);
    assertThat(released.left()).contains(SomeRide.FARE);
  }

  @ParameterizedTest
  @EnumSource
  void withoutABillNothingIsTaken(RidePayment.Status first) {
    var payment = new RidePayment(first, null, 1, 0);
    var money = new RideMoney(SomeRide.AUTHORIZE, null, payment, RidePayment.NONE);
    assertThat(money.phase()).isEqualTo(RidePhase.BILL);
  }

  @Test
  void eachChargeIsFollowedByItself() {
    var money =
        new RideMoney(SomeRide.AUTHORIZE, SomeRide.bill(1000), RidePayment.NONE, RidePayment.NONE);
    var after = money.follow(SomeRide.charge(RideMoney.EXTRA, ChargeStatus.CAPTURED, 7));

    assertThat(after.payment()).isEqualTo(RidePayment.NONE);
    assertThat(after.extra())
        .isEqualTo(new RidePayment(RidePayment.Status.CAPTURED, null, 7, 1000));
    assertThat(after.follow(SomeRide.charge(RideMoney.EXTRA, ChargeStatus.VOIDED, 7)))
        .isSameAs(after);
  }

  @Property
  void whatIsTakenAndWhatIsOwedIsTheBill(
      @ForAll @LongRange(max = 100_000) long bill, @ForAll boolean secondGives) {
    var first = Math.min(bill, SomeRide.AUTHORIZE.minor());
    var second = secondGives ? bill - first : 0;
    var money =
        new RideMoney(
            SomeRide.AUTHORIZE,
            SomeRide.bill(bill),
            new RidePayment(RidePayment.Status.CAPTURED, null, 1, first),
            new RidePayment(RidePayment.Status.CAPTURED, null, 1, second));
    var owed = money.owed().map(Money::minor).orElse(0L);

    assertThat(money.takeable().minor()).isEqualTo(first);
    assertThat(money.captured().minor() + owed).isEqualTo(bill);
    assertThat(List.of(money.left(), money.owed()))
        .allMatch(rest -> rest.equals(Optional.empty()) || rest.get().minor() > 0);
  }
}
