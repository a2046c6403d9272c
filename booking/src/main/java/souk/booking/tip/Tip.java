package souk.booking.tip;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
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
 * What a rider gives the driver of a ride.
 *
 * @param attempt how many cards were tried
 * @param payerPresent whether the rider is asked when his bank wants that
 * @param reason why the card was refused
 */
public record Tip(
    UUID rideId,
    UUID riderId,
    UUID driverId,
    Money amount,
    UUID cardId,
    Status status,
    @Nullable String reason,
    long version,
    int attempt,
    boolean payerPresent) {
  /** What payments knows a tip as. */
  static final String ORDER_KIND = "tip";

  /** Where a tip stands. */
  public enum Status {
    /** The card is being asked. */
    PENDING,
    /** The card's bank asks the rider. */
    REQUIRES_ACTION,
    /** Taken, once. Final. */
    PAID,
    /** The card was refused; the rider may try another. */
    REFUSED
  }

  /** The charge of this attempt: asking again is asking for the same. */
  public UUID chargeId() {
    return UuidCreator.getNameBasedSha1(rideId, "tip-" + attempt);
  }

  AuthorizeCharge charge() {
    var order = new OrderRef(ORDER_KIND, rideId);
    var request = new AuthorizeCharge(chargeId(), order, riderId, cardId, amount);
    return payerPresent ? request.with(PaymentOption.PAYER_PRESENT) : request;
  }

  /** What the ledger is told once it is paid. */
  CompletedOrder taken() {
    return new CompletedOrder(
        new OrderRef("ride", rideId),
        List.of(new Source(From.ESCROW, new OrderRef(ORDER_KIND, rideId), null, amount)),
        List.of(new Share(To.TIP, driverId.toString(), amount)));
  }
}
