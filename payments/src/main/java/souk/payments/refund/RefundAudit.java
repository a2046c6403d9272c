package souk.payments.refund;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of refunds, as SQL that knows nothing of the code above it. */
@Factory
final class RefundAudit {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Singleton
  @Named("payments.refund_looked_at")
  AuditRule lookedAt() {
    return new AuditRule(
        "payments.refund_looked_at",
        "A refund that is on its way is looked at when its time has come.",
        GRACE,
        """
        SELECT id AS subject, status || ' since ' || moved_at || ', due ' || next_wake_at AS detail
        FROM payments.refund
        WHERE status IN ('REFUNDING', 'UNKNOWN', 'PENDING')
          AND (next_wake_at IS NULL OR next_wake_at < clock_timestamp() - ? * interval '1 s')
        """);
  }

  @Singleton
  @Named("payments.refunded_within_captured")
  AuditRule refundedWithinCaptured() {
    return new AuditRule(
        "payments.refunded_within_captured",
        "What a charge has set aside for refunds are its refunds, and no more than it took.",
        Duration.ZERO,
        """
        SELECT charge.id AS subject,
               format('took %s, set aside %s, refunds %s', charge.captured_minor,
                      charge.refunded_minor, coalesce(refunded.minor, 0)) AS detail
        FROM payments.charge
        LEFT JOIN (SELECT charge_id, sum(amount_minor) AS minor FROM payments.refund
                   WHERE status NOT IN ('REJECTED', 'FAILED')
                     AND created_at <= clock_timestamp() - ? * interval '1 s'
                   GROUP BY charge_id) refunded ON refunded.charge_id = charge.id
        WHERE (charge.refunded_minor > 0 OR refunded.minor > 0)
          AND (charge.refunded_minor <> coalesce(refunded.minor, 0)
               OR coalesce(refunded.minor, 0) > charge.captured_minor)
        """);
  }

  @Singleton
  @Named("payments.refund_promised_until_executed")
  AuditRule promisedUntilExecuted() {
    return new AuditRule(
        "payments.refund_promised_until_executed",
        "What is promised back to cards are the refunds that were accepted and not yet executed.",
        Duration.ZERO,
        """
        SELECT coalesce(refund.id::text, promised.owner) AS subject,
               format('refund %s of %s, promised %s', coalesce(refund.status, 'of nobody'),
                      coalesce(refund.amount_minor, 0), coalesce(promised.minor, 0)) AS detail
        FROM (SELECT id, status, amount_minor FROM payments.refund
              WHERE status IN ('REFUNDING', 'UNKNOWN', 'PENDING')
                AND moved_at <= clock_timestamp() - ? * interval '1 s') refund
        FULL JOIN (SELECT owner, -sum(balance_minor) AS minor FROM payments.ledger_account
                   WHERE kind = 'refund:clearing' AND open_since IS NOT NULL GROUP BY owner) promised
          ON promised.owner = refund.id::text
        WHERE refund.amount_minor IS DISTINCT FROM promised.minor
        """);
  }
}
