package souk.embedded.stripe.intent;

/** What asking an intent to move came to. */
public sealed interface Turn {
  /** It moved. */
  record Moved(PaymentIntent next) implements Turn {}

  /** The issuer said no; what was there before is there still. */
  record Declined(PaymentIntent next, PaymentError error) implements Turn {}

  /** Its state does not allow it, and nothing changed. */
  record Refused(String code, String message) implements Turn {
    static Refused unexpected(String message) {
      return new Refused("payment_intent_unexpected_state", message);
    }
  }
}
