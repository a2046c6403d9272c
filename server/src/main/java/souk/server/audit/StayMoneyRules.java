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

  /** Of a charge; what nobody has agreed on yet is set aside there, and has moved nothing. */
  private static final String GIVEN_BACK =
      """
      (SELECT coalesce(sum(r.amount_minor), 0) FROM payments.refund r
       WHERE r.charge_id = charge.id AND r.status IN ('REFUNDING', 'UNKNOWN', 'PENDING', 'SUCCEEDED'))\
      """;

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
        LEFT JOIN (SELECT order_id, sum(captured_minor) AS taken, sum({given back}) AS given_back,
                     bool_or(status NOT IN ('CAPTURED', 'VOIDED', 'EXPIRED', 'DECLINED')) AS open
                   FROM payments.charge WHERE order_kind = 'stay' GROUP BY order_id) c
          ON c.order_id = s.id
        WHERE s.attempt > 0 AND s.status <> 'PAYING'
          AND s.moved_at < clock_timestamp() - ? * interval '1 s'
          AND (coalesce(c.open, false)
               OR s.status IN ('CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW')
                 AND coalesce(c.taken, 0) <> s.total_minor + s.change_fee_minor + s.returned_minor
               OR s.status NOT IN ('CONFIRMED', 'CHECKED_IN')
                 AND coalesce(c.taken - c.given_back, 0) > coalesce(s.kept_minor, s.fee_minor) + s.change_fee_minor
               OR s.status IN ('CONFIRMED', 'CHECKED_IN')
                 AND coalesce(c.taken - c.given_back, 0) > s.total_minor + s.change_fee_minor)\
        """
            .replace("{given back}", GIVEN_BACK));
  }

  @Singleton
  @Named("stay-that-is-over-holds-no-money")
  AuditRule holdsNoMoney() {
    return new AuditRule(
        "stay-that-is-over-holds-no-money",
        "Of a stay that was slept in or missed, or is settled, nothing is left in escrow; of one whose guest is here, nothing after its day.",
        ON_ITS_WAY,
        """
        SELECT s.id::text AS subject, format('stay %s, %s in escrow', s.status, -a.balance_minor) AS detail
        FROM payments.ledger_account a
        JOIN booking.stay s ON a.owner = 'stay ' || s.id
        CROSS JOIN (SELECT clock_timestamp() - ? * interval '1 s' AS before) grace
        WHERE a.kind = 'escrow' AND a.open_since IS NOT NULL
          AND (s.settled_at < before
               OR s.status IN ('CHECKED_OUT', 'NO_SHOW') AND s.ended_at < before
               OR s.status = 'CHECKED_IN' AND s.divide_at < before)\
        """);
  }

  @Singleton
  @Named("settled-stay-is-divided")
  AuditRule isDivided() {
    return new AuditRule(
        "settled-stay-is-divided",
        "What was taken for a stay that settled within the day, less what went back, is somebody's.",
        ON_ITS_WAY,
        """
        SELECT s.id::text AS subject,
               format('stay %s, taken %s, given back %s, divided %s', s.status, c.taken, c.given_back,
                      coalesce(d.divided, 0)) AS detail
        FROM booking.stay s
        JOIN (SELECT order_id, sum(captured_minor) AS taken, sum({given back}) AS given_back,
                sum(disputed_minor) AS disputed
              FROM payments.charge WHERE order_kind = 'stay' GROUP BY order_id) c ON c.order_id = s.id
        LEFT JOIN LATERAL (
          SELECT -sum(e.amount_minor) AS divided
          FROM payments.ledger_journal j
          JOIN payments.ledger_entry e ON e.journal_id = j.id
          JOIN payments.ledger_account a ON a.id = e.account_id
          WHERE j.order_id = s.id AND a.kind IN ('payee:payable', 'payee:receivable',
            'platform:revenue:commission', 'platform:revenue:cancellation_fee',
            'platform:expense:promo', 'tax:payable')) d ON true
        WHERE s.settled_at BETWEEN clock_timestamp() - interval '1 day'
            AND clock_timestamp() - ? * interval '1 s'
          AND c.disputed = 0
          AND coalesce(d.divided, 0) <> c.taken - c.given_back\
        """
            .replace("{given back}", GIVEN_BACK));
  }
}
