package souk.payments.ledger;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of the ledger at every commit, as SQL that knows nothing of the code above. */
@Factory
final class LedgerAudit {
  /** What came before was audited before; a chain is as long as its account is old. */
  private static final String MOVED =
      """
      SELECT moved.account_id FROM payments.ledger_entry moved
      JOIN payments.ledger_journal posted ON posted.id = moved.journal_id
      WHERE posted.posted_at BETWEEN clock_timestamp() - interval '1 h'
          AND clock_timestamp() - ? * interval '1 s'\
      """;

  @Singleton
  @Named("payments.journals_balance")
  AuditRule journalsBalance() {
    return new AuditRule(
        "payments.journals_balance",
        "The entries of a journal of the last day sum to zero in each currency.",
        Duration.ZERO,
        """
        SELECT journal.key AS subject, entry.currency || ' ' || sum(entry.amount_minor) AS detail
        FROM payments.ledger_journal journal
        JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
        WHERE journal.posted_at BETWEEN clock_timestamp() - interval '1 day'
            AND clock_timestamp() - ? * interval '1 s'
        GROUP BY journal.key, entry.currency HAVING sum(entry.amount_minor) <> 0
        """);
  }

  @Singleton
  @Named("payments.trial_balance")
  AuditRule trialBalance() {
    return new AuditRule(
        "payments.trial_balance",
        "The balances of all accounts sum to zero in each currency.",
        Duration.ZERO,
        """
        SELECT currency AS subject, 'sums to ' || sum(balance_minor) AS detail
        FROM payments.ledger_account
        WHERE open_since <= clock_timestamp() - ? * interval '1 s'
        GROUP BY currency HAVING sum(balance_minor) <> 0
        """);
  }

  @Singleton
  @Named("payments.balances_are_their_entries")
  AuditRule balancesAreTheirEntries() {
    return new AuditRule(
        "payments.balances_are_their_entries",
        "The row of an account that moved within the hour is its last entry.",
        Duration.ZERO,
        """
        SELECT account.key || '#' || account.stripe AS subject,
               account.balance_minor || ' after ' || account.entries || ' entries' AS detail
        FROM payments.ledger_account account
        LEFT JOIN payments.ledger_entry last
          ON last.account_id = account.id AND last.seq = account.entries
        WHERE account.id IN (%s)
          AND (last.balance_minor IS DISTINCT FROM account.balance_minor
               OR last.chain IS DISTINCT FROM account.chain
               OR EXISTS (SELECT FROM payments.ledger_entry more
                          WHERE more.account_id = account.id AND more.seq > account.entries))
        """
            .formatted(MOVED));
  }

  /** Each link computed again from what the entries and journals say now. */
  @Singleton
  @Named("payments.chains_verify")
  AuditRule chainsVerify() {
    return new AuditRule(
        "payments.chains_verify",
        "The last thousand entries of an account that moved within the hour have no gaps, sum up,"
            + " and were not changed after they were written: their hash chain verifies.",
        Duration.ZERO,
        """
        SELECT account.key || '#' || account.stripe AS subject, 'breaks at ' || min(link.seq) AS detail
        FROM payments.ledger_account account
        CROSS JOIN LATERAL (
          SELECT entry.seq, entry.chain, entry.balance_minor, entry.amount_minor, journal.key,
                 lag(entry.seq) OVER past AS seq_before, lag(entry.chain) OVER past AS chain_before,
                 lag(entry.balance_minor) OVER past AS balance_before
          FROM payments.ledger_entry entry
          JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
          WHERE entry.account_id = account.id AND entry.seq > account.entries - 1000
          WINDOW past AS (ORDER BY entry.seq)) link
        WHERE account.id IN (%s) AND (link.seq_before IS NOT NULL OR link.seq = 1)
          AND (link.seq <> coalesce(link.seq_before, 0) + 1
               OR link.balance_minor <> coalesce(link.balance_before, 0) + link.amount_minor
               OR link.chain <> sha256(coalesce(link.chain_before, ''::bytea)
                    || convert_to(account.key || '#' || account.stripe || '|' || link.seq || '|'
                         || link.key || '|' || link.amount_minor, 'UTF8')))
        GROUP BY account.key, account.stripe
        """
            .formatted(MOVED));
  }

  @Singleton
  @Named("payments.holds_resolve_once")
  AuditRule holdsResolve() {
    return new AuditRule(
        "payments.holds_resolve_once",
        "What is reserved for orders is what their live charges hold, and what those hold is"
            + " reserved.",
        Duration.ZERO,
        """
        SELECT coalesce(reserved.owner, held.owner) AS subject,
               'reserved ' || coalesce(reserved.minor, 0) || ', held ' || coalesce(held.minor, 0)
                 || ' ' || coalesce(reserved.currency, held.currency) AS detail
        FROM (SELECT owner, currency, -sum(balance_minor) AS minor FROM payments.ledger_account
              WHERE kind = 'memo:reserved_for' AND open_since IS NOT NULL
              GROUP BY owner, currency) reserved
        FULL JOIN (
          SELECT order_kind || ' ' || order_id AS owner, currency,
                 sum(authorized_minor - captured_minor) AS minor
          FROM payments.charge
          WHERE settled_at IS NULL AND moved_at <= clock_timestamp() - ? * interval '1 s'
          GROUP BY order_kind, order_id, currency) held
          ON held.owner = reserved.owner AND held.currency = reserved.currency
        WHERE coalesce(reserved.minor, 0) <> coalesce(held.minor, 0)
        """);
  }
}
