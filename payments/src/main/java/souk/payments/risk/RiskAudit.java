package souk.payments.risk;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of decisions, as SQL that knows nothing of the code above it. */
@Factory
final class RiskAudit {
  @Singleton
  @Named("payments.blocked_payments_are_not_asked_for")
  AuditRule blockedPaymentsAreNotAskedFor() {
    return new AuditRule(
        "payments.blocked_payments_are_not_asked_for",
        "What the rules against fraud refused, the provider never heard of.",
        Duration.ZERO,
        """
        SELECT d.charge_id AS subject, 'blocked, but ' || c.status AS detail
        FROM payments.risk_decision d JOIN payments.charge c ON c.id = d.charge_id
        WHERE d.verdict = 'BLOCK' AND d.decided_at <= clock_timestamp() - ? * interval '1 s'
          AND (c.psp_reference IS NOT NULL OR c.status NOT IN ('DECLINED', 'VOIDED', 'EXPIRED'))
        """);
  }

  /** Of the first days after their time is over: whoever forgets begins with the oldest. */
  @Singleton
  @Named("payments.fraud_features_are_forgotten")
  AuditRule featuresAreForgotten() {
    return new AuditRule(
        "payments.fraud_features_are_forgotten",
        "On and from what people paid is forgotten when its time is over.",
        Duration.ofDays(1),
        """
        WITH over AS (SELECT now() - kept - ? * interval '1 s' AS at FROM payments.risk_retention)
        SELECT charge_id::text AS subject, 'decided ' || decided_at AS detail
        FROM payments.risk_decision, over
        WHERE decided_at < over.at AND decided_at > over.at - interval '30 days'
          AND (device IS NOT NULL OR network IS NOT NULL OR address_country IS NOT NULL)
        UNION ALL
        SELECT charge_id::text, 'declined ' || decided_at FROM payments.risk_decline, over
        WHERE decided_at < over.at
        UNION ALL
        SELECT person_id::text, 'seen ' || seen_at FROM payments.payer_sighting, over
        WHERE seen_at < over.at
        """);
  }
}
