package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.util.Optional;
import souk.payments.order.OrderRef;

/** Reads what the ledger says about an order. */
@Singleton
final class OrderMoneys {
  /**
   * An order's own journals, and those of what was divided with it: a ride's debt is an order of
   * its own whose money comes back to the ride.
   */
  private static final String OF_ORDER =
      """
      WITH own AS (
        SELECT id FROM payments.ledger_journal
        WHERE order_id = ? AND EXISTS (
          SELECT FROM payments.ledger_journal WHERE order_id = ? AND order_kind = ?)),
      linked AS (
        SELECT DISTINCT CAST(split_part(account.owner, ' ', 2) AS uuid) AS order_id
        FROM own
        JOIN payments.ledger_entry entry ON entry.journal_id = own.id
        JOIN payments.ledger_account account ON account.id = entry.account_id
        WHERE account.kind = 'escrow')
      SELECT * FROM payments.ledger_journal
      WHERE id IN (SELECT id FROM own) OR order_id IN (SELECT order_id FROM linked)\
      """;

  private final PostingRows rows;

  OrderMoneys(PostingRows rows) {
    this.rows = rows;
  }

  /** Empty when no money ever moved for it. */
  Optional<OrderMoney> of(OrderRef order) {
    var postings =
        rows.of(
            OF_ORDER,
            statement -> {
              statement.setObject(1, order.id());
              statement.setObject(2, order.id());
              statement.setString(3, order.kind());
            });
    return postings.isEmpty() ? Optional.empty() : Optional.of(OrderMoney.of(order, postings));
  }
}
