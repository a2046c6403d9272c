package souk.payments.charge;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.card.Card;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A charge as its payer sees it: what stands on his card, and what for.
 *
 * @param reason why it was declined, or why the last thing wanted of it was refused
 * @param amount what was asked for at first
 * @param authorized what is or was reserved
 * @param captured what was taken
 * @param refunded what of that we gave back, or is on its way; {@code /refunds} has each
 * @param disputed what of that your card's issuer has taken back for you
 * @param paid what is left: what you have really paid
 * @param card null when he has given it up since
 * @param receipt where the receipt of the order is, once something was taken; null for what has
 *     none of its own, such as a tip or a debt, which this explains
 * @param action what he has to do; only with REQUIRES_ACTION
 * @param settledAt since when it never changes again
 */
@Introspected
@Schema(name = "Payment")
record PaymentView(
    UUID id,
    OrderRef order,
    ChargeStatus status,
    @Nullable String reason,
    Money amount,
    Money authorized,
    Money captured,
    Money refunded,
    Money disputed,
    Money paid,
    @Nullable CardView card,
    @Nullable String receipt,
    @Nullable ActionView action,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant settledAt) {

  @Introspected
  @Schema(name = "PaymentCard")
  record CardView(UUID id, String brand, String last4) {
    static CardView of(Card card) {
      return new CardView(card.id(), card.brand(), card.last4());
    }
  }

  @Introspected
  @Schema(name = "PaymentAction")
  record ActionView(String type, @Nullable String url, String clientSecret) {}
}
