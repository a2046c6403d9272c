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
          AND (c.psp_reference IS NOT NULL OR c.status NOT IN ('DECLINED', 'VOIDED'))
        """);
  }
}
