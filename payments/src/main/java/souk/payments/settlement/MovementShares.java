package souk.payments.settlement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PspConversion;
import souk.payments.psp.PspMovement;
import souk.platform.money.Money;

/**
 * What of a movement is compared with the ledger, and what of it settlement posts itself because
 * nobody else knows of it.
 *
 * @param compared what the ledger must have been told by others, or by {@code move}
 * @param fee the provider's fee; a dispute's is posted with the dispute
 * @param move what becomes available, or what the provider took or paid out by itself
 * @param moveAt from when on
 */
record MovementShares(Money compared, Money fee, Money move, Instant moveAt) {
  /** What is to be converted of it: nothing where the provider's rate and amounts do not agree. */
  static @Nullable PspConversion converted(PspMovement movement) {
    var conversion = movement.conversion();
    return conversion != null && conversion.agreesWith(movement.amount()) ? conversion : null;
  }

  static MovementShares of(PspMovement movement) {
    var amount = movement.amount();
    var none = Money.zero(amount.currency());
    var net = amount.minus(movement.fee());
    var at = movement.createdAt();
    return switch (movement.kind()) {
      case PAYMENT -> new MovementShares(amount, movement.fee(), net, movement.availableAt());
      case REFUND, TRANSFER -> new MovementShares(amount, movement.fee(), none, at);
      case OWN_PAYOUT, FEE -> new MovementShares(amount, movement.fee(), amount, at);
      // what it is nobody knows, so nothing is posted of it before a person has looked
      case DISPUTE, UNKNOWN -> new MovementShares(net, none, none, at);
    };
  }
}
