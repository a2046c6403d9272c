package souk.payments.risk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.card.Card;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * A payment that is about to be asked for.
 *
 * @param card what tells the same number apart from others: its fingerprint, or else its id
 * @param cardCountry where its issuer is, as ISO 3166 has it, if that is known
 */
public record RiskQuestion(
    UUID chargeId,
    OrderRef order,
    UUID payer,
    UUID cardId,
    String card,
    @Nullable String cardCountry,
    Money amount) {
  /** A payment with a card, by whose it is. */
  public static RiskQuestion of(UUID chargeId, OrderRef order, Card card, Money amount) {
    var print = card.fingerprint();
    return new RiskQuestion(
        chargeId,
        order,
        card.owner(),
        card.id(),
        print == null ? "card " + card.id() : print,
        card.country(),
        amount);
  }
}
