package souk.booking.debt;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.payments.charge.Charges;

/** Shows debts to those who owe them, with what they have to do. */
@Singleton
final class DebtViews {
  private final Charges charges;

  DebtViews(Charges charges) {
    this.charges = charges;
  }

  DebtView of(Debt debt) {
    return DebtView.of(debt, action(debt));
  }

  private @Nullable PayerAction action(Debt debt) {
    return switch (debt.status()) {
      case REQUIRES_ACTION -> PayerAction.of(charges.nextAction(debt.chargeId()));
      case OPEN, COLLECTING, PAID, WRITTEN_OFF -> null;
    };
  }
}
