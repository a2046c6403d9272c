package souk.embedded.stripe.card;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the issuer of a test card answers. */
public sealed interface CardBehaviour {
  /** Every charge is approved. */
  record Approves() implements CardBehaviour {}

  /**
   * Every charge is declined.
   *
   * @param attaches whether the card can be attached to a customer all the same
   */
  record Declines(String reason, boolean attaches) implements CardBehaviour {
    /** These reasons are error codes of their own; any other is a {@code card_declined}. */
    private static final Set<String> CODES =
        Set.of("expired_card", "incorrect_cvc", "processing_error");

    /** Stripe's error code. */
    public String code() {
      return CODES.contains(reason) ? reason : "card_declined";
    }

    /** What the issuer said, where the error code does not say it already. */
    public @Nullable String declineCode() {
      return CODES.contains(reason) ? null : reason;
    }

    /** What Stripe tells the cardholder. */
    public String message() {
      return switch (reason) {
        case "insufficient_funds" -> "Your card has insufficient funds.";
        case "expired_card" -> "Your card has expired.";
        case "incorrect_cvc" -> "Your card's security code is incorrect.";
        case "processing_error" ->
            "An error occurred while processing your card. Try again in a little bit.";
        default -> "Your card was declined.";
      };
    }
  }

  /** The cardholder must authenticate; then the issuer behaves as {@code afterwards}. */
  record Authenticates(CardBehaviour afterwards) implements CardBehaviour {}

  /** Reads {@code [attaches] [authenticates] approves | declines REASON}. */
  static CardBehaviour parse(String words) {
    return switch (words) {
      case "approves" -> new Approves();
      case String w when w.startsWith("declines ") -> new Declines(w.substring(9), false);
      case String w when w.startsWith("attaches declines ") -> new Declines(w.substring(18), true);
      case String w when w.startsWith("authenticates ") ->
          new Authenticates(parse(w.substring(14)));
      default -> throw new IllegalArgumentException("no card behaves like this: " + words);
    };
  }
}
