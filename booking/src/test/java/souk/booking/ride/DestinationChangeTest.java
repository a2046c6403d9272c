package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.booking.ride.DestinationChange.Reason;
import souk.booking.ride.DestinationChange.Status;
import souk.booking.ride.DestinationChange.Work;
import souk.dispatch.city.Point;
import souk.dispatch.destination.DestinationProposal;
import souk.dispatch.destination.ProposalStatus;
import souk.payments.charge.ChargeStatus;
import souk.platform.money.Money;

/** What is done next about a change, and whose money a ride's changes give. */
class DestinationChangeTest {
  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");

  /** On the way, and at the end with nothing left to pay and with something. */
  @ParameterizedTest(name = "{0} {1} {2}: {3}, at the end {4} or {5}")
  @CsvSource({
    "PROPOSED, new,   PENDING,    AUTHORIZE,   RELEASE,     RELEASE",
    "PROPOSED, new,   UNKNOWN,    AWAIT_MONEY, AWAIT_MONEY, AWAIT_MONEY",
    "PROPOSED, new,   REQUIRES_ACTION, NONE,   RELEASE,     RELEASE",
    "PROPOSED, new,   AUTHORIZED, ASK,         RELEASE,     RELEASE",
    "PROPOSED, asked, AUTHORIZED, NONE,        RELEASE,     RELEASE",
    "PROPOSED, asked, VOIDED,     NONE,        NONE,        NONE",
    "AGREED,   asked, AUTHORIZED, NONE,        RELEASE,     CAPTURE",
    "AGREED,   asked, UNKNOWN,    NONE,        AWAIT_MONEY, AWAIT_MONEY",
    "AGREED,   asked, VOIDED,     NONE,        NONE,        NONE",
    "AGREED,   asked, CAPTURED,   NONE,        NONE,        NONE",
    "REFUSED,  new,   PENDING,    RELEASE,     RELEASE,     RELEASE",
    "REFUSED,  new,   UNKNOWN,    AWAIT_MONEY, AWAIT_MONEY, AWAIT_MONEY",
    "REFUSED,  new,   REQUIRES_ACTION, RELEASE, RELEASE,    RELEASE",
    "REFUSED,  asked, AUTHORIZED, RELEASE,     RELEASE,     RELEASE",
    "REFUSED,  new,   DECLINED,   NONE,        NONE,        NONE",
    "REFUSED,  asked, VOIDED,     NONE,        NONE,        NONE"
  })
  void everyStandingHasOneNextStep(
      Status status,
      String asked,
      RidePayment.Status payment,
      Work during,
      Work paid,
      Work unpaid) {
    var change = change(status, asked.equals("asked"), 500, payment, 0);

    assertThat(change.work()).isEqualTo(during);
    assertThat(change.workAtTheEnd(0)).isEqualTo(paid);
    assertThat(change.workAtTheEnd(300)).isEqualTo(unpaid);
  }

  @ParameterizedTest(name = "{0} in {1}: {2} {3}")
  @CsvSource({
    "OPEN,      PROPOSED, PROPOSED,",
    "ACCEPTED,  PROPOSED, PROPOSED,",
    "DECLINED,  PROPOSED, REFUSED, DRIVER_DECLINED",
    "EXPIRED,   PROPOSED, REFUSED, EXPIRED",
    "WITHDRAWN, PROPOSED, REFUSED, WITHDRAWN",
    "LAPSED,    PROPOSED, REFUSED, LAPSED",
    "DECLINED,  AGREED,   AGREED,",
    "LAPSED,    AGREED,   AGREED,",
    "OPEN,      AGREED,   AGREED,",
    "DECLINED,  REFUSED,  REFUSED, EXPIRED",
    "OPEN,      REFUSED,  REFUSED, EXPIRED"
  })
  void aProposalsEndIsTheChangesUnlessItWasDecided(
      ProposalStatus said, Status before, Status after, @Nullable Reason reason) {
    var change = change(before, false, 500, RidePayment.Status.AUTHORIZED, 0);
    var proposal =
        new DestinationProposal(
            change.id(),
            UUID.randomUUID(),
            2,
            said,
            UUID.randomUUID(),
            Phone.HARBOUR,
            SomeRide.FARE,
            THEN,
            THEN,
            0);

    var followed = change.follow(proposal);

    assertThat(followed.status()).isEqualTo(after);
    assertThat(followed.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "DECLINED, false, REFUSED",
    "DECLINED, true, PROPOSED",
    "VOIDED, false, REFUSED",
    "VOIDED, true, PROPOSED",
    "AUTHORIZED, false, PROPOSED",
    "UNKNOWN, false, PROPOSED"
  })
  void aRefusedCardRefusesWhatNobodyWasAskedAbout(
      ChargeStatus charge, boolean asked, Status expected) {
    var change = change(Status.PROPOSED, asked, 500, RidePayment.Status.UNKNOWN, 0);

    assertThat(change.follow(SomeRide.charge(DestinationChange.KIND, charge, 7)).status())
        .isEqualTo(expected);
  }

  /** The ride's own charge, then each agreed change's, gives as much as it has; never more. */
  @Property
  void theChangesGiveInTheirOrderAndTheRestIsLeft(
      @ForAll @LongRange(max = 20_000) long bill,
      @ForAll @Size(max = 4) List<@LongRange(max = 5_000) Long> reserved) {
    var first = Math.min(bill, SomeRide.AUTHORIZE.minor());
    var paid = new RidePayment(RidePayment.Status.CAPTURED, null, 1, first);
    List<DestinationChange> changes = new ArrayList<>();
    for (var minor : reserved) {
      changes.add(change(Status.AGREED, true, minor, RidePayment.Status.AUTHORIZED, 0));
    }
    var money =
        new RideMoney(SomeRide.AUTHORIZE, SomeRide.bill(bill), paid, RidePayment.NONE, changes);
    for (int turns = 0; money.workAtTheEnd().isPresent(); turns++) {
      assertThat(turns).isLessThanOrEqualTo(reserved.size());
      var next = money.workAtTheEnd().orElseThrow();
      assertThat(money.phase()).isEqualTo(RidePhase.CHANGE);
      money = money.each(one -> one.id().equals(next.change().id()) ? done(one, next) : one);
    }

    var could = first + reserved.stream().mapToLong(Long::longValue).sum();
    assertThat(money.captured().minor()).isEqualTo(Math.min(bill, could));
    assertThat(money.left().map(Money::minor).orElse(0L)).isEqualTo(bill - Math.min(bill, could));
  }

  private static DestinationChange done(DestinationChange change, RideMoney.ChangeWork next) {
    return next.work() == Work.CAPTURE
        ? change(change, RidePayment.Status.CAPTURED, next.takeable().minor())
        : change(change, RidePayment.Status.VOIDED, 0);
  }

  private static DestinationChange change(
      DestinationChange of, RidePayment.Status payment, long captured) {
    return new DestinationChange(
        of.id(),
        of.number(),
        of.from(),
        of.quote(),
        of.authorize(),
        of.status(),
        of.reason(),
        of.asked(),
        false,
        new RidePayment(payment, null, 9, captured),
        THEN);
  }

  private static DestinationChange change(
      Status status, boolean asked, long reserved, RidePayment.Status payment, long captured) {
    return new DestinationChange(
        UUID.randomUUID(),
        1,
        new Point(43.7347, 7.4206),
        SomeRide.in(RideStatus.IN_PROGRESS, RidePayment.Status.AUTHORIZED, null).order().quote(),
        Money.of(reserved, "EUR"),
        status,
        status == Status.REFUSED ? Reason.EXPIRED : null,
        asked,
        false,
        new RidePayment(payment, null, payment == RidePayment.Status.PENDING ? 0 : 1, captured),
        THEN);
  }
}
