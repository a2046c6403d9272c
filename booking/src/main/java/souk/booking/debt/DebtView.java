package souk.booking.debt;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.platform.money.Money;

/**
 * A debt as its rider and operations see it; also what its events carry.
 *
 * @param action what the rider has to do; only with REQUIRES_ACTION, and for him alone
 */
@Introspected
record DebtView(
    UUID id,
    UUID rideId,
    UUID riderId,
    Money amount,
    Debt.Status status,
    int attempts,
    UUID cardId,
    @Nullable String reason,
    @Nullable PayerAction action,
    Instant openedAt,
    @Nullable Instant settledAt) {
  /** Without what the rider has to do: for events, stored answers and operations. */
  static DebtView of(Debt debt) {
    return of(debt, null);
  }

  static DebtView of(Debt debt, @Nullable PayerAction action) {
    return new DebtView(
        debt.id(),
        debt.rideId(),
        debt.riderId(),
        debt.amount(),
        debt.status(),
        debt.attempt(),
        debt.cardId(),
        debt.reason(),
        action,
        debt.openedAt(),
        debt.settledAt());
  }

  /** Such as {@code debt.paid}. */
  static String eventType(Debt.Status status) {
    return switch (status) {
      case OPEN -> "debt.open";
      case COLLECTING -> "debt.collecting";
      case REQUIRES_ACTION -> "debt.payment_action_required";
      case PAID -> "debt.paid";
      case WRITTEN_OFF -> "debt.written_off";
    };
  }
}
