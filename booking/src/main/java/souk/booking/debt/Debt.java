package souk.booking.debt;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.platform.money.Money;

/**
 * What a ride cost and no card would give. One per ride.
 *
 * @param attempt how often a card was asked
 * @param cardId the card that was asked last
 * @param payerPresent whether the rider himself had it asked, so that his bank may ask him
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
    boolean payerPresent,
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
    /** The card's bank asks the rider, who has paid by his own hand. */
    REQUIRES_ACTION,
    /** Collected, once. Final. */
    PAID,
    /** Nobody has to pay it any more. Final. */
    WRITTEN_OFF;

    /** The rider has to pay before he rides again. */
    boolean owed() {
      return switch (this) {
        case OPEN, COLLECTING, REQUIRES_ACTION -> true;
        case PAID, WRITTEN_OFF -> false;
      };
    }
  }

  /** The one debt that a ride can leave. */
  static UUID idOf(UUID rideId) {
    return UuidCreator.getNameBasedSha1(rideId, ORDER_KIND);
  }

  /** The charge of the present attempt: asking again is asking for the same. */
  public UUID chargeId() {
    return UuidCreator.getNameBasedSha1(id, "attempt-" + attempt);
  }

  AuthorizeCharge charge() {
    var order = new OrderRef(ORDER_KIND, id);
    var request = new AuthorizeCharge(chargeId(), order, riderId, cardId, amount);
    return payerPresent ? request.with(PaymentOption.PAYER_PRESENT) : request;
  }

  /** What the ledger is told at its end: from where the ride's money came after all. */
  Optional<CompletedOrder> cleared() {
    var order = new OrderRef(ORDER_KIND, id);
    return switch (status) {
      case OPEN, COLLECTING, REQUIRES_ACTION -> Optional.empty();
      case PAID -> Optional.of(cleared(new Source(From.ESCROW, order, null, amount)));
      case WRITTEN_OFF -> Optional.of(cleared(new Source(From.BAD_DEBT, order, null, amount)));
    };
  }

  private CompletedOrder cleared(Source source) {
    var share = new Share(To.DEBT, riderId.toString(), amount);
    return new CompletedOrder(new OrderRef("ride", rideId), List.of(source), List.of(share));
  }
}
