package souk.payments.psp.stripe;

import com.stripe.model.PaymentMethod;
import java.util.Optional;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspToken;

/** A payment method, as we read it. */
final class StripeCards {
  private StripeCards() {}

  /** Empty for what is no card. */
  static Optional<PspCard> card(PaymentMethod method) {
    var card = method.getCard();
    if (card == null) return Optional.empty();
    return Optional.of(
        new PspCard(
            new PspToken(method.getId(), method.getCustomer()),
            card.getBrand(),
            card.getLast4(),
            card.getExpMonth().intValue(),
            card.getExpYear().intValue(),
            card.getFingerprint(),
            card.getCountry()));
  }
}
