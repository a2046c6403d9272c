package souk.booking.tip;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.platform.money.Money;

/**
 * What became of a tip: what its events carry, and what rider and driver are told.
 *
 * @param action what the rider has to do; in no event, and for him alone
 */
@Introspected
record TipNews(
    UUID rideId,
    UUID riderId,
    UUID driverId,
    Money amount,
    Tip.Status status,
    @Nullable String reason,
    @Nullable PayerAction action) {
  static TipNews of(Tip tip) {
    return new TipNews(
        tip.rideId(),
        tip.riderId(),
        tip.driverId(),
        tip.amount(),
        tip.status(),
        tip.reason(),
        null);
  }

  TipNews with(@Nullable PayerAction toDo) {
    return new TipNews(rideId, riderId, driverId, amount, status, reason, toDo);
  }

  /** Such as {@code tip.paid}. */
  static String eventType(Tip.Status status) {
    return switch (status) {
      case PENDING -> "tip.pending";
      case REQUIRES_ACTION -> "tip.payment_action_required";
      case PAID -> "tip.paid";
      case REFUSED -> "tip.refused";
    };
  }
}
