package souk.payments.order;

import java.util.Optional;

/**
 * Where a payer reads the receipt of what he has paid for. A module whose orders have receipts of
 * their own has a bean of this type; what nobody has one for, the payment itself explains.
 */
public interface ReceiptLinks {
  /** The path of the receipt; empty for an order of another kind. */
  Optional<String> path(OrderRef order);
}
