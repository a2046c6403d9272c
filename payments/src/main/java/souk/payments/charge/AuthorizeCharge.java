package souk.payments.charge;

import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * The request to reserve money for an order.
 *
 * @param chargeId made by the caller and kept, so that asking again is asking for the same
 * @param amount more than zero
 */
public record AuthorizeCharge(
    UUID chargeId, OrderRef order, UUID payer, UUID cardId, Money amount) {
  public AuthorizeCharge {
    if (amount.minor() <= 0) throw new IllegalArgumentException("nothing to authorize: " + amount);
  }
}
