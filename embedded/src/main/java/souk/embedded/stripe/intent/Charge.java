package souk.embedded.stripe.intent;

import java.time.Instant;
import souk.embedded.stripe.card.PaymentMethod;

/** One attempt to charge a card. */
public record Charge(
    String id, Instant createdAt, long amount, PaymentMethod paymentMethod, ChargeState state) {
  Charge of(long total) {
    return new Charge(id, createdAt, total, paymentMethod, state);
  }

  Charge to(ChargeState next) {
    return new Charge(id, createdAt, amount, paymentMethod, next);
  }

  /** How much was taken. */
  public long amountCaptured() {
    return switch (state) {
      case ChargeState.Captured(var captured, _) -> captured;
      case ChargeState.Authorized(_, var taken) -> taken;
      case ChargeState.Released _, ChargeState.Failed _ -> 0;
    };
  }

  /** How much of what was authorized went back, be it released or refunded. */
  public long amountReturned() {
    return switch (state) {
      case ChargeState.Authorized _, ChargeState.Failed _ -> 0;
      case ChargeState.Released _ -> amount;
      case ChargeState.Captured(var captured, var refunded) -> amount - captured + refunded;
    };
  }
}
