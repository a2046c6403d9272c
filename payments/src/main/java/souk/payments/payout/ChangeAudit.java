package souk.payments.payout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of changed money, as SQL that knows nothing of the code above it. */
@Factory
final class ChangeAudit {
  @Singleton
  @Named("payments.changes_are_at_their_rate")
  AuditRule atTheirRate() {
    return new AuditRule(
        "payments.changes_are_at_their_rate",
        "What was changed for a payout of the last month is worth what the published rate says, and"
            + " was all paid out, kept as spread, or rounded.",
        Duration.ZERO,
        """
        SELECT payout.id AS subject,
               part.account || ': ' || part.sold_minor || ' ' || payout.earned_currency || ' are '
                 || part.worth_minor || ' ' || payout.currency || ', of which '
                 || part.bought_minor || ' paid, ' || part.spread_minor || ' kept' AS detail
        FROM payments.payout payout
        JOIN payments.fx_rate rate ON rate.id = payout.rate_id
        JOIN payments.payout_exchange part ON part.payout_id = payout.id
        CROSS JOIN LATERAL (
          SELECT part.sold_minor * power(10::numeric, part.shift)
                 * CASE WHEN rate.base = payout.earned_currency THEN rate.rate
                        ELSE 1::numeric(60, 40) / rate.rate END AS minor) exact
        WHERE payout.taken_up_at BETWEEN clock_timestamp() - interval '31 days'
            AND clock_timestamp() - ? * interval '1 s'
          AND (part.worth_minor <> part.bought_minor + part.spread_minor + part.rounding_minor
               OR part.spread_minor < 0
               OR abs(part.worth_minor - exact.minor) > 0.5001
               OR abs(part.spread_minor - exact.minor * part.spread_points / 10000) > 0.5001
               OR part.bought_minor > exact.minor * (10000 - part.spread_points) / 10000 + 0.0001
               OR rate.rate <> payout.rate OR rate.as_of <> payout.rate_as_of)
        """);
  }

  @Singleton
  @Named("payments.changed_payout_is_its_parts")
  AuditRule itsParts() {
    return new AuditRule(
        "payments.changed_payout_is_its_parts",
        "A payout of the last month that was changed is the sum of its parts.",
        Duration.ZERO,
        """
        SELECT payout.id AS subject,
               payout.amount_minor || ' for ' || coalesce(payout.changed_minor, 0) || ', parts '
                 || coalesce(parts.bought, 0) || ' for ' || coalesce(parts.sold, 0) AS detail
        FROM payments.payout payout
        LEFT JOIN LATERAL (
          SELECT sum(bought_minor) AS bought, sum(sold_minor) AS sold, sum(spread_minor) AS spread
          FROM payments.payout_exchange WHERE payout_id = payout.id) parts ON true
        WHERE payout.taken_up_at BETWEEN clock_timestamp() - interval '31 days'
            AND clock_timestamp() - ? * interval '1 s'
          AND ((payout.changed_minor IS NULL) <> (parts.sold IS NULL)
               OR payout.changed_minor <> parts.sold OR payout.spread_minor <> parts.spread
               OR (payout.changed_minor IS NOT NULL AND payout.amount_minor <> parts.bought))
        """);
  }

  /** Rows and postings commit together, so there is no grace. */
  @Singleton
  @Named("payments.liquidity_is_what_was_changed")
  AuditRule liquidity() {
    return new AuditRule(
        "payments.liquidity_is_what_was_changed",
        "Liquidity, spread, rounding and difference of a currency are what was changed into it and"
            + " out of it, by us and by the provider.",
        Duration.ZERO,
        """
        SELECT coalesce(told.account, kept.account) AS subject,
               coalesce(kept.minor, 0) || ' stands there, ' || coalesce(told.minor, 0)
                 || ' was changed' AS detail
        FROM (SELECT all_of.account, sum(all_of.minor) AS minor
              FROM (SELECT l.account, l.minor
              FROM payments.payout_exchange part
              JOIN payments.payout payout ON payout.id = part.payout_id
              CROSS JOIN LATERAL (VALUES
                ('fx:liquidity:' || payout.earned_currency, -part.sold_minor),
                ('fx:liquidity:' || payout.currency, part.worth_minor),
                ('platform:fx_spread:' || payout.currency, -part.spread_minor),
                ('rounding:' || payout.currency, -part.rounding_minor)) AS l (account, minor)
              WHERE payout.taken_up_at <= clock_timestamp() - ? * interval '1 s'
              UNION ALL
              SELECT l.account, l.minor
              FROM payments.balance_transaction moved
              CROSS JOIN LATERAL (VALUES
                ('fx:liquidity:' || moved.presented_currency, moved.presented_posted_minor),
                ('fx:liquidity:' || moved.currency, -moved.cost_posted_minor),
                ('platform:fx_difference:' || moved.currency,
                 moved.cost_posted_minor - moved.fx_posted_minor)) AS l (account, minor)
              WHERE moved.presented_currency IS NOT NULL) all_of
              GROUP BY all_of.account HAVING sum(all_of.minor) <> 0) told
        FULL JOIN (SELECT key AS account, sum(balance_minor) AS minor FROM payments.ledger_account
                   WHERE kind IN ('fx:liquidity', 'platform:fx_spread', 'rounding',
                                  'platform:fx_difference')
                     AND open_since IS NOT NULL GROUP BY key) kept ON kept.account = told.account
        WHERE coalesce(told.minor, 0) <> coalesce(kept.minor, 0)
        """);
  }
}
