package souk.payments.dispute;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of disputes, as SQL that knows nothing of the code above it. */
@Factory
final class DisputeAudit {
  private static final Duration GRACE = Duration.ofSeconds(60);

  @Singleton
  @Named("payments.dispute_looked_at")
  AuditRule lookedAt() {
    return new AuditRule(
        "payments.dispute_looked_at",
        "A dispute that is not over is looked at when its time has come.",
        GRACE,
        """
        SELECT id AS subject, status || ' since ' || moved_at || ', due ' || next_wake_at AS detail
        FROM payments.dispute
        WHERE next_wake_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("payments.dispute_withheld_until_decided")
  AuditRule withheldUntilDecided() {
    return new AuditRule(
        "payments.dispute_withheld_until_decided",
        "What is withheld is what issuers took for disputes that are not decided.",
        Duration.ZERO,
        """
        SELECT coalesce(dispute.id::text, withheld.owner) AS subject,
               format('dispute %s took %s, withheld %s', coalesce(dispute.status, 'of nobody'),
                      coalesce(dispute.withdrawn_minor, 0), coalesce(withheld.minor, 0)) AS detail
        FROM (SELECT id, status, withdrawn_minor FROM payments.dispute
              WHERE status NOT IN ('WON', 'LOST') AND withdrawn_minor > 0
                AND moved_at <= clock_timestamp() - ? * interval '1 s') dispute
        FULL JOIN (SELECT owner, sum(balance_minor) AS minor FROM payments.ledger_account
                   WHERE kind = 'dispute:withheld' AND open_since IS NOT NULL GROUP BY owner) withheld
          ON withheld.owner = dispute.id::text
        WHERE dispute.withdrawn_minor IS DISTINCT FROM withheld.minor
        """);
  }

  @Singleton
  @Named("payments.charge_disputed_by_its_disputes")
  AuditRule disputedByItsDisputes() {
    return new AuditRule(
        "payments.charge_disputed_by_its_disputes",
        "What a charge says issuers took of it is what its disputes took that were not won.",
        Duration.ZERO,
        """
        SELECT charge.id AS subject,
               format('says %s, disputes took %s', charge.disputed_minor, coalesce(taken.minor, 0))
                 AS detail
        FROM payments.charge
        LEFT JOIN (SELECT charge_id, sum(withdrawn_minor) AS minor FROM payments.dispute
                   WHERE status <> 'WON' AND moved_at <= clock_timestamp() - ? * interval '1 s'
                   GROUP BY charge_id) taken ON taken.charge_id = charge.id
        WHERE charge.disputed_minor <> coalesce(taken.minor, 0)
        """);
  }

  @Singleton
  @Named("payments.no_refund_beside_dispute")
  AuditRule noRefundBesideDispute() {
    return new AuditRule(
        "payments.no_refund_beside_dispute",
        "No refund began of money that an issuer had taken back already.",
        Duration.ZERO,
        """
        SELECT refund.id AS subject,
               format('refund of %s began %s when issuers had taken %s of %s', refund.amount_minor,
                      refund.intended_at, taken.minor, charge.captured_minor) AS detail
        FROM payments.refund
        JOIN payments.charge ON charge.id = refund.charge_id
        CROSS JOIN LATERAL (
          SELECT sum(withdrawn_minor) AS minor FROM payments.dispute
          WHERE dispute.charge_id = refund.charge_id AND dispute.status <> 'WON'
            AND dispute.opened_at < refund.intended_at) taken
        CROSS JOIN LATERAL (
          SELECT sum(amount_minor) AS minor FROM payments.refund given
          WHERE given.charge_id = refund.charge_id AND given.status NOT IN ('REJECTED', 'FAILED')
            AND given.intended_at <= refund.intended_at) given
        WHERE refund.status IN ('REFUNDING', 'UNKNOWN', 'PENDING', 'SUCCEEDED')
          AND taken.minor + given.minor > charge.captured_minor
          AND refund.moved_at <= clock_timestamp() - ? * interval '1 s'
        """);
  }
}
