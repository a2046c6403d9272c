package souk.payments.recon;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of the comparison, as SQL that knows nothing of the code above it. */
@Factory
final class ReconAudit {
  private static final Duration LATE = Duration.ofMinutes(10);

  /** A key of both tables says that it is in no more than one; this says that it is in one. */
  @Singleton
  @Named("payments.every_movement_is_compared")
  AuditRule everyMovement() {
    return new AuditRule(
        "payments.every_movement_is_compared",
        "Each movement of a run of the last day that has compared is in exactly one class, for all that"
            + " the provider says of it.",
        Duration.ZERO,
        """
        SELECT told.reference AS subject,
               format('the provider says %s, compared %s', told.minor,
                      coalesce(item.theirs_minor::text, 'never')) AS detail
        FROM (SELECT moved.reference, moved.currency, sum(moved.compared_minor) AS minor,
                     bool_and(run.status IN ('AWAITING_FUNDS', 'SETTLED')) AS compared,
                     max(run.moved_at) AS at
              FROM payments.balance_transaction moved
              JOIN payments.settlement_run run ON run.id = moved.run_id
              WHERE (moved.reference, moved.currency) IN (
                SELECT recent.reference, recent.currency FROM payments.balance_transaction recent
                JOIN payments.settlement_run its ON its.id = recent.run_id
                WHERE its.moved_at > clock_timestamp() - interval '1 day')
              GROUP BY moved.reference, moved.currency) told
        LEFT JOIN payments.recon_item item USING (reference, currency)
        WHERE told.compared AND told.at <= clock_timestamp() - ? * interval '1 s'
          AND item.theirs_minor IS DISTINCT FROM told.minor
        UNION ALL
        SELECT line.id, 'cannot be read, and no run has said so'
        FROM payments.unreadable_movement line
        JOIN payments.settlement_run run ON run.id = line.run_id
        LEFT JOIN payments.recon_item item ON item.reference = line.id AND item.currency = 'XXX'
        WHERE line.read_at IS NULL AND run.status IN ('AWAITING_FUNDS', 'SETTLED')
          AND run.moved_at > clock_timestamp() - interval '1 day'
          AND item.verdict IS DISTINCT FROM 'UNREADABLE'
        """);
  }

  /** What was never explained is a case, once its time is over and a run has looked since. */
  @Singleton
  @Named("payments.difference_is_a_case")
  AuditRule differenceIsACase() {
    return new AuditRule(
        "payments.difference_is_a_case",
        "A difference to the provider's statement is a case once the other side is not awaited any"
            + " more, the statement was read and it was compared since; and no case is open where"
            + " there is none.",
        LATE,
        """
        WITH grace AS (SELECT clock_timestamp() - ? * interval '1 s' AS until)
        SELECT item.reference AS subject,
               format('%s: ours %s, theirs %s, no case', item.verdict, item.ours_minor,
                      item.theirs_minor) AS detail
        FROM payments.recon_item item
        WHERE item.theirs_minor - item.ours_minor <> item.accepted_minor
          AND item.compared_at > item.awaited_until
          AND item.awaited_until <= (
            SELECT coalesce(min(day_start), 'infinity') FROM payments.settlement_run
            WHERE status IN ('DUE', 'FETCHING', 'POSTING', 'MATCHING'))
          AND item.compared_at <= (SELECT until FROM grace)
          AND NOT EXISTS (SELECT FROM payments.recon_case kase
                          WHERE kase.reference = item.reference AND kase.currency = item.currency
                            AND kase.ended_at IS NULL)
        UNION ALL
        SELECT item.reference, 'a case is open where nothing differs'
        FROM payments.recon_case kase JOIN payments.recon_item item USING (reference, currency)
        WHERE kase.ended_at IS NULL AND item.compared_at <= (SELECT until FROM grace)
          AND item.theirs_minor - item.ours_minor = item.accepted_minor
        """);
  }
}
