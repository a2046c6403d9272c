package souk.booking.stay;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.platform.postgres.DatabaseClock;

/** Shows stays to their guests. */
@Singleton
final class StayViews {
  private final Charges charges;
  private final DatabaseClock clock;

  StayViews(Charges charges, DatabaseClock clock) {
    this.charges = charges;
    this.clock = clock;
  }

  /** With what the guest has to do for his payment. */
  StayView shown(Stay stay) {
    return StayView.of(stay, clock.now(), action(stay));
  }

  /** For lists and answers that are kept: what lets whoever has it act on the payment is not. */
  StayView kept(Stay stay) {
    return StayView.of(stay, clock.now(), null);
  }

  private @Nullable PayerAction action(Stay stay) {
    var payment = stay.payment();
    if (payment == null || payment.status() != ChargeStatus.REQUIRES_ACTION) return null;
    if (stay.state().status() != StayStatus.PAYING) return null;
    return PayerAction.of(charges.nextAction(payment.chargeOf(stay.id())));
  }
}
