package souk.embedded.stripe.intent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.PaymentMethod;

/** Where a payment intent stands. */
public sealed interface IntentState {
  /** No usable card: none was given yet, or the last one failed. */
  record RequiresPaymentMethod(@Nullable PaymentError lastError) implements IntentState {}

  /** A card is known and nobody has asked to charge it. */
  record RequiresConfirmation(PaymentMethod paymentMethod) implements IntentState {}

  /**
   * The cardholder must authenticate first.
   *
   * @param redirect where; null when Stripe's library in the caller's app does all
   */
  record RequiresAction(PaymentMethod paymentMethod, @Nullable Redirect redirect)
      implements IntentState {}

  /** Authorized; the money waits to be taken. */
  record RequiresCapture(PaymentMethod paymentMethod) implements IntentState {}

  /**
   * The money is taken.
   *
   * @param ranOut whether only a part was, because the authorization ran out before the rest
   */
  record Succeeded(PaymentMethod paymentMethod, boolean ranOut) implements IntentState {
    /** Taken as it was asked for. */
    public Succeeded(PaymentMethod paymentMethod) {
      this(paymentMethod, false);
    }
  }

  /**
   * Over; whatever was authorized is released.
   *
   * @param reason as the client gave it, or {@code automatic} when the authorization ran out
   */
  record Canceled(@Nullable PaymentMethod paymentMethod, @Nullable String reason, Instant at)
      implements IntentState {}

  /** Stripe's word for this state. */
  default String status() {
    return switch (this) {
      case RequiresPaymentMethod _ -> "requires_payment_method";
      case RequiresConfirmation _ -> "requires_confirmation";
      case RequiresAction _ -> "requires_action";
      case RequiresCapture _ -> "requires_capture";
      case Succeeded _ -> "succeeded";
      case Canceled _ -> "canceled";
    };
  }

  /** The card in use, if there is one. */
  default @Nullable PaymentMethod method() {
    return switch (this) {
      case RequiresPaymentMethod _ -> null;
      case RequiresConfirmation(var method) -> method;
      case RequiresAction(var method, _) -> method;
      case RequiresCapture(var method) -> method;
      case Succeeded(var method, _) -> method;
      case Canceled(var method, _, _) -> method;
    };
  }
}
