package souk.server.audit;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What rides cost against what was taken for them: bills are booking's, charges payments'. */
@Factory
final class MoneyRules {
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(60);

  /** The charges of rides, those of changes of their destinations among them. */
  private static final String CHARGES =
      """
      (SELECT charge.*, coalesce(change.ride_id, charge.order_id) AS ride_id
       FROM payments.charge
       LEFT JOIN booking.destination_change change
         ON charge.order_kind = 'ride_change' AND change.id = charge.order_id
       WHERE charge.order_kind IN ('ride', 'ride_change', 'ride_extra'))\
      """;

  @Singleton
  @Named("settled-ride-costs-its-bill")
  AuditRule settledRideCostsItsBill() {
    return new AuditRule(
        "settled-ride-costs-its-bill",
        "What was taken for a settled ride and what is owed for it is its bill.",
        ON_ITS_WAY,
        """
        SELECT r.id::text AS subject,
               format('ride %%s with bill %%s %%s, taken %%s, owed %%s', r.status, coalesce(r.bill_minor, 0),
                      r.currency, coalesce(c.taken, 0), coalesce(d.amount_minor, 0)) AS detail
        FROM booking.ride r
        LEFT JOIN (SELECT ride_id, sum(captured_minor) AS taken FROM %s charge
                   GROUP BY ride_id) c ON c.ride_id = r.id
        LEFT JOIN booking.debt d ON d.ride_id = r.id
        WHERE r.settled_at < clock_timestamp() - ? * interval '1 s'
          AND coalesce(r.bill_minor, 0) <> coalesce(c.taken, 0) + coalesce(d.amount_minor, 0)\
        """
            .formatted(CHARGES));
  }

  @Singleton
  @Named("no-charge-above-bill")
  AuditRule noChargeAboveBill() {
    return new AuditRule(
        "no-charge-above-bill",
        "Nothing is taken for a ride before its bill is there, and never more than that.",
        Duration.ZERO,
        """
        SELECT r.id::text AS subject,
               format('ride %%s with bill %%s, taken %%s', r.status, coalesce(r.bill_minor::text, 'none'),
                      sum(c.captured_minor)) AS detail
        FROM %s c JOIN booking.ride r ON r.id = c.ride_id
        WHERE c.moved_at <= clock_timestamp() - ? * interval '1 s'
        GROUP BY r.id, r.status, r.bill_minor
        HAVING sum(c.captured_minor) > coalesce(r.bill_minor, 0)\
        """
            .formatted(CHARGES));
  }

  @Singleton
  @Named("settled-ride-holds-no-money")
  AuditRule settledRideHoldsNoMoney() {
    return new AuditRule(
        "settled-ride-holds-no-money",
        "Nothing stays reserved for a ride that is settled.",
        ON_ITS_WAY,
        """
        SELECT r.id::text AS subject, format('ride %%s, charge %%s', r.status, c.status) AS detail
        FROM booking.ride r JOIN %s c ON c.ride_id = r.id
        WHERE r.settled_at < clock_timestamp() - ? * interval '1 s'
          AND c.status NOT IN ('CAPTURED', 'VOIDED', 'EXPIRED', 'DECLINED')\
        """
            .formatted(CHARGES));
  }

  @Singleton
  @Named("charge-has-its-order")
  AuditRule chargeHasItsOrder() {
    return new AuditRule(
        "charge-has-its-order",
        "Money is taken for an order that exists.",
        ON_ITS_WAY,
        """
        SELECT c.id::text AS subject, format('charge %s of no %s', c.status, c.order_kind) AS detail
        FROM payments.charge c
        WHERE c.moved_at < clock_timestamp() - ? * interval '1 s'
          -- what was released before anybody asked for it is of no order
          AND c.order_id IS NOT NULL
          AND CASE c.order_kind
                WHEN 'ride_change' THEN NOT EXISTS (
                  SELECT FROM booking.destination_change WHERE id = c.order_id)
                WHEN 'debt' THEN NOT EXISTS (SELECT FROM booking.debt WHERE id = c.order_id)
                WHEN 'stay' THEN NOT EXISTS (SELECT FROM booking.stay WHERE id = c.order_id)
                WHEN 'tip' THEN NOT EXISTS (SELECT FROM booking.tip WHERE ride_id = c.order_id)
                ELSE NOT EXISTS (SELECT FROM booking.ride WHERE id = c.order_id) END\
        """);
  }

  @Singleton
  @Named("debt-is-collected-once")
  AuditRule debtIsCollectedOnce() {
    return new AuditRule(
        "debt-is-collected-once",
        "A paid debt was taken exactly once, and nothing was taken for any other.",
        ON_ITS_WAY,
        """
        SELECT d.id::text AS subject,
               format('debt %s of %s, taken %s', d.status, d.amount_minor, coalesce(c.taken, 0)) AS detail
        FROM booking.debt d
        LEFT JOIN (SELECT order_id, sum(captured_minor) AS taken FROM payments.charge
                   WHERE order_kind = 'debt' GROUP BY order_id) c ON c.order_id = d.id
        WHERE d.moved_at < clock_timestamp() - ? * interval '1 s'
          AND coalesce(c.taken, 0) <> CASE WHEN d.status = 'PAID' THEN d.amount_minor ELSE 0 END\
        """);
  }

  @Singleton
  @Named("tip-is-taken-once")
  AuditRule tipIsTakenOnce() {
    return new AuditRule(
        "tip-is-taken-once",
        "A paid tip was taken exactly once, and nothing was taken for any other.",
        ON_ITS_WAY,
        """
        SELECT t.ride_id::text AS subject,
               format('tip %s of %s, taken %s', t.status, t.amount_minor, coalesce(c.taken, 0)) AS detail
        FROM booking.tip t
        LEFT JOIN (SELECT order_id, sum(captured_minor) AS taken FROM payments.charge
                   WHERE order_kind = 'tip' GROUP BY order_id) c ON c.order_id = t.ride_id
        WHERE t.moved_at < clock_timestamp() - ? * interval '1 s'
          AND coalesce(c.taken, 0) <> CASE WHEN t.status = 'PAID' THEN t.amount_minor ELSE 0 END\
        """);
  }
}
