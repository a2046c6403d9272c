package souk.server.audit;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of stays and their money together. */
@Factory
final class StayMoneyRules {
  /** So long a payment may be on its way to or from a stay. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

  @Singleton
  @Named("stay-is-paid-with-its-rooms")
  AuditRule paidWithItsRooms() {
    return new AuditRule(
        "stay-is-paid-with-its-rooms",
        "What a stay costs is taken once its rooms are booked; without rooms no more than the fee is kept.",
        ON_ITS_WAY,
        """
        SELECT s.id::text AS subject,
               format('stay %s of %s, taken %s, given back %s%s', s.status, s.total_minor,
                      coalesce(c.taken, 0), coalesce(c.given_back, 0),
                      CASE WHEN c.open THEN ', on its way' END) AS detail
        FROM booking.stay s
        LEFT JOIN (SELECT order_id, sum(captured_minor) AS taken, sum(refunded_minor) AS given_back,
                     bool_or(status NOT IN ('CAPTURED', 'VOIDED', 'EXPIRED', 'DECLINED')) AS open
                   FROM payments.charge WHERE order_kind = 'stay' GROUP BY order_id) c
          ON c.order_id = s.id
        WHERE s.attempt > 0 AND s.status <> 'PAYING'
          AND s.moved_at < clock_timestamp() - ? * interval '1 s'
          AND (coalesce(c.open, false)
               OR CASE WHEN s.status = 'CONFIRMED' THEN coalesce(c.taken, 0) <> s.total_minor
                       ELSE coalesce(c.taken - c.given_back, 0) > s.fee_minor END)\
        """);
  }
}
