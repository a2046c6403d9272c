package souk.payments.ledger;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of the ledger at every commit, as SQL that knows nothing of the code above. */
@Factory
final class LedgerAudit {
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
        "An account's row is its last entry, and its entries are numbered without gaps.",
        Duration.ZERO,
        """
        SELECT account.key || '#' || account.stripe AS subject,
               account.balance_minor || ' after ' || account.entries || ' entries, has '
                 || stored.sum || ' of ' || stored.entries AS detail
        FROM payments.ledger_account account
        CROSS JOIN LATERAL (
          SELECT count(*) AS entries, coalesce(sum(amount_minor), 0) AS sum,
                 coalesce(max(seq), 0) AS last
          FROM payments.ledger_entry WHERE account_id = account.id) stored
        WHERE account.entries <> stored.entries OR stored.last <> stored.entries
           OR account.balance_minor <> stored.sum
           -- no grace: row and entries commit together
           OR ? < 0
        """);
  }

  /** Each link computed again from what the entries and journals say now. */
  @Singleton
  @Named("payments.chains_verify")
  AuditRule chainsVerify() {
    return new AuditRule(
        "payments.chains_verify",
        "No entry was changed after it was written: the hash chain of each account verifies.",
        Duration.ZERO,
        """
        SELECT account.key || '#' || account.stripe AS subject, 'breaks at ' || min(link.seq) AS detail
        FROM payments.ledger_account account
        CROSS JOIN LATERAL (
          SELECT entry.seq, entry.chain,
                 sha256(coalesce(lag(entry.chain) OVER (ORDER BY entry.seq), ''::bytea)
                   || convert_to(account.key || '#' || account.stripe || '|' || entry.seq || '|'
                        || journal.key || '|' || entry.amount_minor, 'UTF8')) AS computed
          FROM payments.ledger_entry entry
          JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
          WHERE entry.account_id = account.id) link
        WHERE link.chain <> link.computed OR ? < 0
        GROUP BY account.key, account.stripe
        """);
  }

  @Singleton
  @Named("payments.holds_resolve_once")
  AuditRule holdsResolve() {
    return new AuditRule(
        "payments.holds_resolve_once",
        "What is reserved for orders is what their live charges hold.",
        Duration.ZERO,
        """
        SELECT owner AS subject, 'reserved ' || -balance AS detail
        FROM (SELECT owner, sum(balance_minor) AS balance FROM payments.ledger_account
              WHERE kind = 'memo:reserved_for' AND open_since <= clock_timestamp() - ? * interval '1 s'
              GROUP BY owner) reserved
        WHERE -balance <> (
          SELECT coalesce(sum(authorized_minor), 0) FROM payments.charge
          WHERE order_kind || ' ' || order_id = reserved.owner AND settled_at IS NULL)
        """);
  }
}
