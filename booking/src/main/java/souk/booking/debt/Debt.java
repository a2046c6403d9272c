package souk.booking.debt;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * What a ride cost and no card would give. One per ride.
 *
 * @param attempt how often a card was asked
 * @param cardId the card that was asked last
 * @param reason why that one was refused; of a debt that was written off, why nobody must pay
 */
public record Debt(
    UUID id,
    UUID rideId,
    UUID riderId,
    String cityId,
    Money amount,
    Status status,
    long version,
    int attempt,
    UUID cardId,
    @Nullable String reason,
    Instant openedAt,
    @Nullable Instant settledAt) {
  /** What payments knows a debt as. */
  static final String ORDER_KIND = "debt";

  /** Where a debt stands. */
  public enum Status {
    /** To be paid; no card is being asked just now. */
    OPEN,
    /** A card is being asked. */
    COLLECTING,
    /** Collected, once. Final. */
    PAID,
    /** Nobody has to pay it any more. Final. */
    WRITTEN_OFF;

    /** The rider has to pay before he rides again. */
    boolean owed() {
      return switch (this) {
        case OPEN, COLLECTING -> true;
        case PAID, WRITTEN_OFF -> false;
      };
    }
  }

  /** The one debt that a ride can leave. */
  static UUID idOf(UUID rideId) {
    return UuidCreator.getNameBasedSha1(rideId, ORDER_KIND);
  }

  /** The charge of the present attempt: asking again is asking for the same. */
  UUID chargeId() {
    return UuidCreator.getNameBasedSha1(id, "attempt-" + attempt);
  }

  AuthorizeCharge charge() {
    return new AuthorizeCharge(chargeId(), new OrderRef(ORDER_KIND, id), riderId, cardId, amount);
  }
}
