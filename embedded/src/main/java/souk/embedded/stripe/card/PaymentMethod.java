package souk.embedded.stripe.card;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A card as a payment method: one of Stripe's well-known names, from which others are made, or one
 * with an id of its own.
 *
 * @param cardName the test card behind it
 * @param customer whose it is, if it was attached
 * @param spent it was used without a customer, or detached from one: it cannot be used again
 */
public record PaymentMethod(
    String id, String cardName, @Nullable String customer, Instant createdAt, boolean spent) {

  /** The payment method that stands for a test card and belongs to nobody. */
  public static Optional<PaymentMethod> wellKnown(String name) {
    return TestCards.named(name)
        .map(card -> new PaymentMethod(card.name(), card.name(), null, Instant.EPOCH, false));
  }

  /** Whether it is only what others are made from: it is never used up. */
  public boolean namesACard() {
    return id.equals(cardName);
  }

  /** A new one of the same card, nobody's. */
  public PaymentMethod copy(String newId, Instant now) {
    return new PaymentMethod(newId, cardName, null, now, false);
  }

  /** The same as a customer's. */
  public PaymentMethod of(String newCustomer) {
    return new PaymentMethod(id, cardName, newCustomer, createdAt, false);
  }

  /** The same, which is nobody's and of no use any more. */
  public PaymentMethod spend() {
    return new PaymentMethod(id, cardName, null, createdAt, true);
  }

  /** The card behind it. */
  public TestCard card() {
    return TestCards.named(cardName)
        .orElseThrow(() -> new IllegalStateException("no test card is called " + cardName));
  }
}
