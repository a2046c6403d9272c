package souk.payments.recon;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import souk.payments.recon.Matching.Key;
import souk.payments.recon.Matching.Movement;
import souk.platform.postgres.Statements;

/** Reads what both sides say. */
@Singleton
final class BothSides {
  /**
   * What the ledger says stands on our accounts at the provider, and what has left there that the
   * ledger has on its way still: the provider debits refunds and transfers when they are made. What
   * it converted is of when it did: nothing else is awaited because the ledger followed late.
   */
  private static final String OURS =
      """
      SELECT journal.facts->>'provider_id' AS reference, entry.currency,
             min(CASE WHEN journal.template LIKE 'REFUND%' THEN 'REFUND'
                      WHEN journal.template LIKE 'DISPUTE%' THEN 'DISPUTE'
                      WHEN journal.template LIKE 'PAYOUT%' THEN 'TRANSFER'
                      WHEN journal.template = 'CAPTURED' THEN 'PAYMENT'
                      WHEN journal.template = 'PSP_FEE' THEN 'FEE'
                      WHEN journal.template = 'OWN_PAYOUT' THEN 'OWN_PAYOUT'
                      ELSE 'UNKNOWN' END) AS kind,
             sum(entry.amount_minor) AS minor,
             max(CASE WHEN journal.template = 'FX'
                      THEN CAST(journal.facts->>'as_of' AS timestamptz)
                      ELSE journal.posted_at END) AS at
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      WHERE journal.facts->>'provider_id' = ANY (?)
        AND account.kind IN ('psp:clearing_pending', 'psp:balance_available')
      GROUP BY 1, 2
      UNION ALL
      SELECT reference, currency, kind, minor, at FROM payments.on_its_way
      WHERE reference = ANY (?)
      """;

  /**
   * What was converted moved nothing in the currency it was charged in: there our side comes to
   * nothing too, once it is converted.
   */
  private static final String THEIRS =
      """
      SELECT reference, currency, kind, compared_minor AS minor, created_at AS at
      FROM payments.balance_transaction WHERE reference = ANY (?)
      UNION ALL
      SELECT reference, presented_currency, kind, 0, created_at
      FROM payments.balance_transaction
      WHERE reference = ANY (?) AND presented_currency IS NOT NULL
      UNION ALL
      SELECT id, 'XXX', 'UNREADABLE', 1, created_at
      FROM payments.unreadable_movement WHERE id = ANY (?) AND read_at IS NULL
      """;

  private final Statements database;

  BothSides(Statements database) {
    this.database = database;
  }

  List<Movement> ours(Collection<Key> keys) {
    return movements(OURS, 2, keys);
  }

  List<Movement> theirs(Collection<Key> keys) {
    return movements(THEIRS, 3, keys);
  }

  private List<Movement> movements(String sql, int parameters, Collection<Key> keys) {
    return database.prepare(
        sql,
        statement -> {
          var references = keys.stream().map(Key::reference).distinct().toArray();
          var array = statement.getConnection().createArrayOf("text", references);
          for (var at = 1; at <= parameters; at++) statement.setArray(at, array);
          try (var rows = statement.executeQuery()) {
            var movements = new ArrayList<Movement>();
            while (rows.next()) movements.add(movement(rows));
            movements.removeIf(movement -> !keys.contains(movement.key()));
            return movements;
          }
        });
  }

  private static Movement movement(ResultSet row) throws SQLException {
    return new Movement(
        new Key(row.getString("reference"), row.getString("currency")),
        row.getString("kind"),
        row.getLong("minor"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
