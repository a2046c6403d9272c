package souk.booking.debt;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/** A debt as its rider and operations see it; also what its events carry. */
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
    Instant openedAt,
    @Nullable Instant settledAt) {
  static DebtView of(Debt debt) {
    return new DebtView(
        debt.id(),
        debt.rideId(),
        debt.riderId(),
        debt.amount(),
        debt.status(),
        debt.attempt(),
        debt.cardId(),
        debt.reason(),
        debt.openedAt(),
        debt.settledAt());
  }

  /** Such as {@code debt.paid}. */
  static String eventType(Debt.Status status) {
    return switch (status) {
      case OPEN -> "debt.open";
      case COLLECTING -> "debt.collecting";
      case PAID -> "debt.paid";
      case WRITTEN_OFF -> "debt.written_off";
    };
  }
}
