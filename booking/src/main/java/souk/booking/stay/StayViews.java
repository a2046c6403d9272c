package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.refund.OrderRefunds;
import souk.payments.refund.RefundStanding;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;

/** Shows stays to their guests. */
@Singleton
final class StayViews {
  private final Charges charges;
  private final OrderRefunds refunds;
  private final DatabaseClock clock;

  StayViews(Charges charges, OrderRefunds refunds, DatabaseClock clock) {
    this.charges = charges;
    this.refunds = refunds;
    this.clock = clock;
  }

  /** With what the guest has to do for his payment. */
  StayView shown(Stay stay) {
    return StayView.of(stay, clock.now(), action(stay), cancelled(stay));
  }

  /** For lists and answers that are kept: what lets whoever has it act on the payment is not. */
  StayView kept(Stay stay, Instant now) {
    return StayView.of(stay, now, null, cancelled(stay));
  }

  /** Of what was paid for, or was about to be, and was not slept in as booked. */
  private StayView.@Nullable Cancelled cancelled(Stay stay) {
    var payment = stay.payment();
    if (payment == null || payment.capturedMinor() == 0 || !stay.isOver()) return null;
    if (stay.isSleptAsBooked()) return null;
    var left = payment.capturedMinor() - stay.changes().returnedMinor();
    var taken = new Money(left, stay.total().currency());
    var refund = refunds.find(payment.refundOf(stay.id()));
    return new StayView.Cancelled(
        stay.kept(),
        refund.map(RefundStanding::amount).orElse(taken.minus(stay.kept())),
        refund.map(StayViews::status).orElse(null));
  }

  private static String status(RefundStanding refund) {
    return switch (refund.status()) {
      case AWAITING_APPROVAL, REJECTED, REFUNDING, UNKNOWN, PENDING -> "PENDING";
      case SUCCEEDED, FAILED -> refund.status().name();
    };
  }

  private @Nullable PayerAction action(Stay stay) {
    var payment = stay.payment();
    if (payment == null || payment.status() != ChargeStatus.REQUIRES_ACTION) return null;
    if (stay.state().status() != StayStatus.PAYING) return null;
    return PayerAction.of(charges.nextAction(payment.chargeOf(stay.id())));
  }
}
