package souk.payments.psp;

import java.util.UUID;
import souk.payments.OrderRef;
import souk.platform.money.Money;

/** The request to reserve money for an order; the provider keeps our ids beside the payment. */
public record PspAuthorization(
    PspKey key, UUID chargeId, OrderRef order, PspToken token, Money amount) {
  /** The same request under another key. */
  public PspAuthorization withKey(PspKey other) {
    return new PspAuthorization(other, chargeId, order, token, amount);
  }
}
