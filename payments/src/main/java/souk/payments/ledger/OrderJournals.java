package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.platform.postgres.Statements;

/**
 * Reads what was posted because of an order, and because of those whose money is divided with its
 * own: a ride's debt is an order of its own whose money comes back to the ride, a tip is captured
 * for one and divided by the other.
 */
@Singleton
public final class OrderJournals {
  private static final String OF_ORDER =
      """
      WITH RECURSIVE family (owner, id) AS (
        SELECT CAST(? AS text), CAST(? AS uuid)
        WHERE EXISTS (
          SELECT FROM payments.ledger_journal WHERE order_id = ? AND order_kind = ?)
        UNION
        SELECT linked.owner, CAST(split_part(linked.owner, ' ', 2) AS uuid)
        FROM family
        CROSS JOIN LATERAL (
          SELECT account.owner
          FROM payments.ledger_journal journal
          JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
          JOIN payments.ledger_account account ON account.id = entry.account_id
          WHERE journal.order_id = family.id AND account.kind = 'escrow'
          UNION
          SELECT journal.order_kind || ' ' || journal.order_id
          FROM payments.ledger_account account
          JOIN payments.ledger_entry entry ON entry.account_id = account.id
          JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
          WHERE account.owner = family.owner AND account.kind = 'escrow'
            AND journal.order_id IS NOT NULL) linked)
      SELECT * FROM payments.ledger_journal WHERE order_id IN (SELECT id FROM family)\
      """;

  /** What was taken back of a completion is of the order that was completed. */
  private static final String PAYEES =
      """
      SELECT account.id, account.kind, account.owner, account.currency,
             min(entry.seq) AS first, max(entry.seq) AS last,
             array_agg(DISTINCT coalesce(giving.order_id, journal.order_id)) AS orders
      FROM (%s) journal
      LEFT JOIN payments.ledger_journal giving ON giving.key = journal.facts->>'completion'
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      WHERE account.kind IN ('payee:payable', 'payee:tips', 'payee:receivable')
      GROUP BY account.id, account.kind, account.owner, account.currency
      ORDER BY account.key
      """
          .formatted(OF_ORDER);

  private final PostingRows rows;
  private final Statements database;

  OrderJournals(PostingRows rows, Statements database) {
    this.rows = rows;
    this.database = database;
  }

  /**
   * A payee's account on which something was posted because of an order.
   *
   * @param orders what its entries are of that are the order's
   * @param first the number of the first of them
   * @param last the number of the last of them
   */
  public record PayeeAccount(
      long id,
      AccountKind kind,
      UUID payee,
      Currency currency,
      Set<UUID> orders,
      long first,
      long last) {}

  /** Empty postings when no money ever moved for it. */
  public OrderPostings of(OrderRef order) {
    return new OrderPostings(rows.of(OF_ORDER, statement -> set(statement, order)));
  }

  /** The accounts of payees that it touched. */
  public List<PayeeAccount> payeesOf(OrderRef order) {
    return database.prepare(
        PAYEES,
        statement -> {
          set(statement, order);
          try (var found = statement.executeQuery()) {
            var accounts = new ArrayList<PayeeAccount>();
            while (found.next()) accounts.add(account(found));
            return accounts;
          }
        });
  }

  private static void set(PreparedStatement statement, OrderRef order) throws SQLException {
    statement.setString(1, order.toString());
    statement.setObject(2, order.id());
    statement.setObject(3, order.id());
    statement.setString(4, order.kind());
  }

  private static PayeeAccount account(ResultSet row) throws SQLException {
    var orders = new TreeSet<UUID>();
    for (var order : (Object[]) row.getArray("orders").getArray()) orders.add((UUID) order);
    return new PayeeAccount(
        row.getLong("id"),
        AccountKind.of(row.getString("kind")),
        UUID.fromString(row.getString("owner")),
        Currency.getInstance(row.getString("currency")),
        orders,
        row.getLong("first"),
        row.getLong("last"));
  }
}
