package souk.booking.stay;

import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.payments.refund.OrderRefunds;
import souk.payments.refund.OrderRefunds.GiveBackAllBut;

/** Steps over the stay's row; payments is asked without a connection in the hand. */
@Singleton
final class RowStaySteps implements StaySteps {
  private final Stays stays;
  private final PayStays payStays;
  private final EndHold endHold;
  private final Visits visits;
  private final StayDue due;
  private final Charges charges;
  private final OrderRefunds refunds;

  RowStaySteps(
      Stays stays,
      PayStays payStays,
      EndHold endHold,
      Visits visits,
      StayDue due,
      Charges charges,
      OrderRefunds refunds) {
    this.stays = stays;
    this.payStays = payStays;
    this.endHold = endHold;
    this.visits = visits;
    this.due = due;
    this.charges = charges;
    this.refunds = refunds;
  }

  @Override
  public StayStanding read(UUID stayId) {
    return due.standing(stayId).orElseThrow(() -> noSuchStay(stayId));
  }

  @Override
  public StayStanding lookAgainLater(UUID stayId) {
    charges
        .find(Objects.requireNonNull(stay(stayId).payment()).chargeOf(stayId))
        .ifPresent(charge -> payStays.follow(stayId, charge));
    endHold.expire(stayId);
    if (read(stayId).phase() == StayPhase.AWAIT_STAY) visits.pass(stayId);
    due.lookAgainLater(stay(stayId));
    return read(stayId);
  }

  @Override
  public StayStanding authorize(UUID stayId) {
    var stay = stay(stayId);
    var payment = stay.payment();
    if (payment == null || stay.phase() != StayPhase.AUTHORIZE) return read(stayId);
    return follow(
        stayId,
        charges.authorize(
            new AuthorizeCharge(
                    payment.chargeOf(stayId),
                    new OrderRef(StayPayment.ORDER_KIND, stayId),
                    stay.guestId(),
                    payment.cardId(),
                    stay.total())
                .with(PaymentOption.PAYER_PRESENT)));
  }

  @Override
  public StayStanding conclude(UUID stayId) {
    payStays.conclude(stayId);
    return read(stayId);
  }

  @Override
  public StayStanding capture(UUID stayId) {
    var stay = stay(stayId);
    var payment = stay.payment();
    if (payment == null || stay.phase() != StayPhase.CAPTURE) return read(stayId);
    return follow(stayId, charges.capture(payment.chargeOf(stayId), stay.total()));
  }

  @Override
  public StayStanding undo(UUID stayId) {
    payStays.undo(stayId);
    return read(stayId);
  }

  @Override
  public StayStanding release(UUID stayId) {
    var stay = stay(stayId);
    var payment = stay.payment();
    if (payment == null || stay.phase() != StayPhase.RELEASE) return read(stayId);
    return follow(stayId, charges.release(payment.chargeOf(stayId)));
  }

  @Override
  public StayStanding refund(UUID stayId) {
    var stay = stay(stayId);
    var payment = stay.payment();
    if (payment == null || stay.phase() != StayPhase.REFUND) return read(stayId);
    refunds.giveBack(
        new GiveBackAllBut(
            refundOf(stay, payment),
            payment.chargeOf(stayId),
            stay.kept(),
            stay.guestId(),
            stay.guestName(),
            reason(stay.state().status())));
    payStays.refunded(stay);
    return read(stayId);
  }

  /** As it is told to whoever looks at the refund. */
  private static String reason(StayStatus status) {
    return switch (status) {
      case CHECKED_OUT -> "left before the booked day";
      case NO_SHOW -> "did not come";
      case CONFIRMED, CHECKED_IN -> "stay changed";
      case HELD, PAYING, CANCELLED, EXPIRED -> "stay called off";
    };
  }

  /** All but what is kept goes back, so whichever of the two is told first, it is right. */
  private static UUID refundOf(Stay stay, StayPayment payment) {
    return stay.isOver()
        ? payment.refundOf(stay.id())
        : payment.refundOfChange(stay.id(), stay.changes().count());
  }

  private StayStanding follow(UUID stayId, ChargeStanding charge) {
    payStays.follow(stayId, charge);
    return read(stayId);
  }

  private Stay stay(UUID stayId) {
    return stays.find(stayId).orElseThrow(() -> noSuchStay(stayId));
  }

  private static ApplicationFailure noSuchStay(UUID stayId) {
    return ApplicationFailure.newNonRetryableFailure("no stay " + stayId, "NoSuchStay");
  }
}
