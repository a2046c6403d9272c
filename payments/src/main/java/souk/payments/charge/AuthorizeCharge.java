package souk.payments.charge;

import java.util.Set;
import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.platform.money.Money;

/**
 * The request to reserve money for an order.
 *
 * @param chargeId made by the caller and kept, so that asking again is asking for the same
 * @param amount more than zero
 * @param options beyond money being reserved once and taken once
 */
public record AuthorizeCharge(
    UUID chargeId,
    OrderRef order,
    UUID payer,
    UUID cardId,
    Money amount,
    Set<PaymentOption> options) {
  public AuthorizeCharge {
    options = Set.copyOf(options);
    if (amount.minor() <= 0) throw new IllegalArgumentException("nothing to authorize: " + amount);
  }

  /** Without options: nobody is asked to authenticate, and the hold is taken at once or not. */
  public AuthorizeCharge(UUID chargeId, OrderRef order, UUID payer, UUID cardId, Money amount) {
    this(chargeId, order, payer, cardId, amount, Set.of());
  }

  /** The same with these options. */
  public AuthorizeCharge with(PaymentOption... wanted) {
    return new AuthorizeCharge(chargeId, order, payer, cardId, amount, Set.of(wanted));
  }
}
