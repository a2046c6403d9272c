package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import souk.payments.ledger.OrderMoney.Line;
import souk.payments.ledger.OrderMoney.Posting;
import souk.payments.order.OrderRef;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;

/** Reads what the ledger says about an order. */
@Singleton
final class OrderMoneys {
  /**
   * An order's own journals, and those of what was divided with it: a ride's debt is an order of
   * its own whose money comes back to the ride.
   */
  private static final String OF_ORDER =
      """
      WITH own AS (SELECT id FROM payments.ledger_journal WHERE order_id = ?),
      linked AS (
        SELECT DISTINCT CAST(split_part(account.owner, ' ', 2) AS uuid) AS order_id
        FROM own
        JOIN payments.ledger_entry entry ON entry.journal_id = own.id
        JOIN payments.ledger_account account ON account.id = entry.account_id
        WHERE account.kind = 'escrow')
      SELECT journal.key, journal.template, journal.posted_at, journal.facts, account.kind,
             account.key AS account, entry.amount_minor, entry.currency
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      WHERE journal.order_id = ? OR journal.order_id IN (SELECT order_id FROM linked)
      ORDER BY journal.posted_at, journal.id, entry.amount_minor DESC, account.key
      """;

  private final Statements database;
  private final Json json;

  OrderMoneys(Statements database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** Empty when no money ever moved for it. */
  Optional<OrderMoney> of(OrderRef order) {
    var postings =
        database.prepare(
            OF_ORDER,
            statement -> {
              statement.setObject(1, order.id());
              statement.setObject(2, order.id());
              try (var rows = statement.executeQuery()) {
                return postings(rows);
              }
            });
    return postings.isEmpty() ? Optional.empty() : Optional.of(OrderMoney.of(order, postings));
  }

  private List<Posting> postings(ResultSet rows) throws SQLException {
    var byKey = new LinkedHashMap<String, Posting>();
    while (rows.next()) {
      var posting = byKey.get(rows.getString("key"));
      if (posting == null) posting = posting(rows);
      posting.lines().add(line(rows));
      byKey.put(posting.key(), posting);
    }
    return List.copyOf(byKey.values());
  }

  private Posting posting(ResultSet row) throws SQLException {
    return new Posting(
        row.getString("key"),
        Template.valueOf(row.getString("template")),
        row.getObject("posted_at", OffsetDateTime.class).toInstant(),
        json.read(row.getString("facts"), Object.class),
        new ArrayList<>());
  }

  private static Line line(ResultSet row) throws SQLException {
    var signed = row.getLong("amount_minor");
    return new Line(
        AccountKind.of(row.getString("kind")),
        row.getString("account"),
        signed > 0 ? Leg.Side.DEBIT : Leg.Side.CREDIT,
        Money.of(Math.abs(signed), row.getString("currency")));
  }
}
