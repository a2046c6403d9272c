package souk.payments.settlement;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of settlements, as SQL that knows nothing of the code above it. */
@Factory
final class SettlementAudit {
  /** Past the moment at which a step should have looked. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  @Singleton
  @Named("payments.settlement_looked_at")
  AuditRule lookedAt() {
    return new AuditRule(
        "payments.settlement_looked_at",
        "A day's settlement is looked at when its time has come.",
        GRACE,
        """
        SELECT id AS subject, status || ' since ' || moved_at || ', due ' || look_due_at AS detail
        FROM payments.settlement_run
        WHERE settled_at IS NULL AND look_due_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("payments.days_follow_each_other")
  AuditRule daysFollow() {
    return new AuditRule(
        "payments.days_follow_each_other",
        "Each day that was settled begins where the one before it ended: no time is left out.",
        Duration.ZERO,
        """
        SELECT id AS subject, day_start || ' after ' || before AS detail
        FROM (SELECT id, day_start, created_at,
                     lag(day_end) OVER (PARTITION BY account ORDER BY day_start) AS before
              FROM payments.settlement_run) days
        WHERE before <> day_start AND created_at <= clock_timestamp() - ? * interval '1 s'
        """);
  }

  /** From both ends, so that a fee posted for nothing that the provider told is found too. */
  @Singleton
  @Named("payments.posted_fees_are_fetched_fees")
  AuditRule fees() {
    return new AuditRule(
        "payments.posted_fees_are_fetched_fees",
        "The provider's fees in the ledger, of what was posted or fetched within the last day, are"
            + " those of its statement that are noted as posted.",
        Duration.ZERO,
        """
        SELECT concerned.id AS subject,
               posted.minor || ' posted, ' || coalesce(told.minor::text, 'nothing') || ' told' AS detail
        FROM (SELECT coalesce(journal.facts->>'balance_transaction', journal.key) AS id
              FROM payments.ledger_journal journal
              JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
              JOIN payments.ledger_account account ON account.id = entry.account_id
              WHERE account.kind = 'platform:expense:psp_fee'
                AND journal.posted_at > clock_timestamp() - interval '1 day'
              UNION
              SELECT id FROM payments.balance_transaction
              WHERE fetched_at BETWEEN clock_timestamp() - interval '1 day'
                  AND clock_timestamp() - ? * interval '1 s') concerned
        LEFT JOIN (SELECT id, fee_posted_minor
                          - CASE WHEN kind = 'FEE' THEN move_posted_minor ELSE 0 END AS minor
                   FROM payments.balance_transaction) told ON told.id = concerned.id
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(entry.amount_minor), 0) AS minor
          FROM payments.ledger_journal journal
          JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
          JOIN payments.ledger_account account ON account.id = entry.account_id
          WHERE journal.facts->>'balance_transaction' = concerned.id
            AND account.kind = 'platform:expense:psp_fee') posted
        WHERE posted.minor IS DISTINCT FROM told.minor
        """);
  }

  @Singleton
  @Named("payments.settled_day_is_posted")
  AuditRule settledIsPosted() {
    return new AuditRule(
        "payments.settled_day_is_posted",
        "Of a day settled within the last day every fee is posted, all its money as available, and"
            + " what the provider converted as converted.",
        Duration.ZERO,
        """
        SELECT told.id AS subject,
               format('fee %s of %s posted, %s of %s moved', told.fee_posted_minor, told.fee_minor,
                      told.move_posted_minor, told.move_due_minor) AS detail
        FROM payments.balance_transaction told
        JOIN payments.settlement_run run ON run.id = told.run_id
        WHERE run.settled_at BETWEEN clock_timestamp() - interval '1 day'
            AND clock_timestamp() - ? * interval '1 s'
          AND (told.move_posted_minor <> told.move_due_minor
               OR told.fx_posted_minor <> told.fx_due_minor
               OR told.presented_posted_minor <> told.presented_due_minor
               OR told.fee_posted_minor
                  <> CASE WHEN told.kind IN ('DISPUTE', 'UNKNOWN') THEN 0 ELSE told.fee_minor END)
        """);
  }
}
