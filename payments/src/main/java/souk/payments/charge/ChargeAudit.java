package souk.payments.charge;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of charges, as SQL that knows nothing of the code above it. */
@Factory
final class ChargeAudit {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Singleton
  @Named("payments.charge_looked_at")
  AuditRule lookedAt() {
    return new AuditRule(
        "payments.charge_looked_at",
        "A charge that is not settled is looked at when its time has come.",
        GRACE,
        """
        SELECT id AS subject, status || ' since ' || moved_at || ', due ' || next_wake_at AS detail
        FROM payments.charge
        WHERE settled_at IS NULL
          AND (next_wake_at IS NULL OR next_wake_at < clock_timestamp() - ? * interval '1 s')
        """);
  }

  @Singleton
  @Named("payments.captured_within_authorized")
  AuditRule capturedWithinAuthorized() {
    return new AuditRule(
        "payments.captured_within_authorized",
        "No charge has taken more than was authorized, and none that is over took any but by"
            + " capture.",
        Duration.ZERO,
        """
        SELECT id AS subject,
               status || ' took ' || captured_minor || ' of ' || authorized_minor AS detail
        FROM payments.charge
        WHERE moved_at <= clock_timestamp() - ? * interval '1 s'
          AND (captured_minor > authorized_minor
               OR (captured_minor = 0 AND status = 'CAPTURED')
               OR (captured_minor > 0
                   AND status IN ('AUTHORIZING', 'REQUIRES_ACTION', 'DECLINED', 'VOIDED', 'EXPIRED')))
        """);
  }

  @Singleton
  @Named("payments.one_charge_per_order")
  AuditRule oneChargePerOrder() {
    return new AuditRule(
        "payments.one_charge_per_order",
        "At most one charge holds or has taken money for an order.",
        Duration.ZERO,
        """
        SELECT order_id AS subject, order_kind || ' has ' || count(*) || ' charges' AS detail
        FROM payments.charge
        WHERE status NOT IN ('DECLINED', 'VOIDED', 'EXPIRED')
          AND created_at <= clock_timestamp() - ? * interval '1 s'
        GROUP BY order_kind, order_id HAVING count(*) > 1
        """);
  }

  @Singleton
  @Named("payments.order_claims_are_live_charges")
  AuditRule claimsAreLiveCharges() {
    return new AuditRule(
        "payments.order_claims_are_live_charges",
        "The claims on orders are exactly the charges that hold or have taken money.",
        Duration.ZERO,
        """
        SELECT coalesce(c.id, o.charge_id) AS subject,
               coalesce('charge ' || c.status, 'no charge') || ', '
                 || coalesce('claim on ' || o.order_kind || ' ' || o.order_id, 'no claim') AS detail
        FROM (SELECT id, status FROM payments.charge
              WHERE status NOT IN ('DECLINED', 'VOIDED', 'EXPIRED')
                AND moved_at <= clock_timestamp() - ? * interval '1 s') c
        FULL JOIN payments.order_claim o ON o.charge_id = c.id
        WHERE c.id IS NULL OR o.charge_id IS NULL
        """);
  }
}
