package souk.embedded.stripe.card;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A card as a payment method: one of Stripe's well-known names, or an id of its own once attached.
 *
 * @param cardName the test card behind it
 * @param customer whose it is, if it was attached
 */
public record PaymentMethod(
    String id, String cardName, @Nullable String customer, Instant createdAt) {

  /** The payment method that stands for a test card and belongs to nobody. */
  public static Optional<PaymentMethod> wellKnown(String name) {
    return TestCards.named(name)
        .map(card -> new PaymentMethod(card.name(), card.name(), null, Instant.EPOCH));
  }

  /** The same, which is nobody's any more. */
  public PaymentMethod detached() {
    return new PaymentMethod(id, cardName, null, createdAt);
  }

  /** Whether it was somebody's and is nobody's any more: it cannot be used again. */
  public boolean wasLetGo() {
    return customer == null && !id.equals(cardName);
  }

  /** The card behind it. */
  public TestCard card() {
    return TestCards.named(cardName)
        .orElseThrow(() -> new IllegalStateException("no test card is called " + cardName));
  }
}
