package souk.payments.payout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Currency;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import souk.payments.fx.Exchange;
import souk.payments.fx.Rates;
import souk.payments.psp.PspTransfers;
import souk.platform.audit.AuditRule;

/** What must be true of payouts, as SQL that knows nothing of the code above it. */
@Factory
final class PayoutAudit {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** As {@code payments.enough_since}, of one account: each is changed by itself. */
  private static final String ENOUGH_SINCE =
      """
      SELECT coalesce(min(entry.at), waiting.open_since) AS since
      FROM payments.ledger_entry entry
      WHERE entry.account_id = waiting.id
        AND entry.seq = 1 + coalesce((
          SELECT max(below.seq) FROM payments.ledger_entry below
          WHERE below.account_id = waiting.id AND -below.balance_minor < waiting.least), 0)\
      """;

  /** Two statements of the ledger's and the payouts' rows commit together, so there is no grace. */
  @Singleton
  @Named("payments.in_transit_is_live_payouts")
  AuditRule inTransit() {
    return new AuditRule(
        "payments.in_transit_is_live_payouts",
        "What is in transit to a payee is the sum of his payouts that are under way.",
        Duration.ZERO,
        """
        SELECT coalesce(live.owner, transit.owner) AS subject,
               coalesce(transit.minor, 0) || ' in transit, ' || coalesce(live.minor, 0)
                 || ' ' || coalesce(live.currency, transit.currency) || ' under way' AS detail
        FROM (SELECT CAST(payee_id AS text) AS owner, currency, sum(amount_minor) AS minor
              FROM payments.payout
              WHERE finished_at IS NULL AND status <> 'SETTLED'
                AND taken_up_at <= clock_timestamp() - ? * interval '1 s'
              GROUP BY payee_id, currency) live
        FULL JOIN (SELECT owner, currency, -balance_minor AS minor FROM payments.ledger_account
                   WHERE kind = 'payee:payout_in_transit' AND open_since IS NOT NULL) transit
          ON transit.owner = live.owner AND transit.currency = live.currency
        WHERE coalesce(live.minor, 0) <> coalesce(transit.minor, 0)
        """);
  }

  @Singleton
  @Named("payments.payout_is_its_items")
  AuditRule itsItems() {
    return new AuditRule(
        "payments.payout_is_its_items",
        "A payout of the last month is the sum of its items, and so is its transfer.",
        Duration.ZERO,
        """
        SELECT payout.id AS subject,
               payout.amount_minor || ' of ' || coalesce(items.minor, 0) || ', transferred '
                 || coalesce(payout.transferred_minor, 0) AS detail
        FROM payments.payout payout
        LEFT JOIN LATERAL (SELECT sum(amount_minor) AS minor FROM payments.payout_item
                           WHERE payout_id = payout.id) items ON true
        WHERE payout.taken_up_at BETWEEN clock_timestamp() - interval '31 days'
            AND clock_timestamp() - ? * interval '1 s'
          AND (payout.amount_minor IS DISTINCT FROM items.minor
               OR payout.transferred_minor <> payout.amount_minor)
        """);
  }

  @Singleton
  @Named("payments.batch_is_its_payouts")
  AuditRule itsPayouts() {
    return new AuditRule(
        "payments.batch_is_its_payouts",
        "A batch of the last month is the sum of its payouts.",
        Duration.ZERO,
        """
        SELECT batch.id AS subject,
               batch.payouts || ' payouts of ' || batch.total_minor || ', not ' || count(payout.id)
                 || ' of ' || coalesce(sum(payout.amount_minor), 0) AS detail
        FROM payments.payout_batch batch
        LEFT JOIN payments.payout payout
          ON payout.batch_id = batch.id AND payout.currency = batch.currency
        WHERE batch.sealed_at BETWEEN clock_timestamp() - interval '31 days'
            AND clock_timestamp() - ? * interval '1 s'
        GROUP BY batch.id
        HAVING count(payout.id) <> batch.payouts
            OR coalesce(sum(payout.amount_minor), 0) <> batch.total_minor
        """);
  }

  @Singleton
  @Named("payments.payout_looked_at")
  AuditRule lookedAt() {
    return new AuditRule(
        "payments.payout_looked_at",
        "A payout that is under way is looked at when its time has come.",
        GRACE,
        """
        SELECT id AS subject, status || ' since ' || moved_at || ', due ' || next_wake_at AS detail
        FROM payments.payout
        WHERE finished_at IS NULL AND next_wake_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("payments.payout_log_tells_all")
  AuditRule logged() {
    return new AuditRule(
        "payments.payout_log_tells_all",
        "A payout of the last month has one line in its log for each of its moves, and is where"
            + " the last of them says.",
        Duration.ZERO,
        """
        SELECT payout.id AS subject,
               payout.status || ' at version ' || payout.version || ', ' || count(line.version)
                 || ' lines' AS detail
        FROM payments.payout payout
        LEFT JOIN payments.payout_log line ON line.payout_id = payout.id
        WHERE payout.taken_up_at BETWEEN clock_timestamp() - interval '31 days'
            AND clock_timestamp() - ? * interval '1 s'
        GROUP BY payout.id
        HAVING count(line.version) <> payout.version
            OR max(line.version) <> payout.version
            OR bool_or(line.version = payout.version AND line.status <> payout.status)
        """);
  }

  /** The promise, and a minute for the pass itself. */
  @Singleton
  @Named("payments.nobody_waits_too_long")
  AuditRule nobodyWaits(PayoutConfiguration configuration, PspTransfers psp, Rates rates) {
    return new AuditRule(
        "payments.nobody_waits_too_long",
        "What a payee to whom money may be sent has earned is taken up within the promised time.",
        configuration.promise().plusMinutes(1),
        """
        SELECT owner AS subject, minor || ' ' || currency || ' since ' || since AS detail
        FROM (%s
              UNION ALL
              SELECT waiting.owner, -waiting.balance_minor, waiting.currency, waiting.moved_at,
                     enough.since
              FROM (%s) waiting CROSS JOIN LATERAL (%s) enough
              WHERE -waiting.balance_minor >= waiting.least) waiting
        WHERE since IS NOT NULL
          AND greatest(since, moved_at) < clock_timestamp() - ? * interval '1 s'
        """
            .formatted(sent(psp), changed(configuration, psp, rates), ENOUGH_SINCE));
  }

  /** What is less than the provider can send is no debt of ours yet. */
  private static String sent(PspTransfers psp) {
    return """
    SELECT account.owner, -sum(account.balance_minor) AS minor, account.currency,
           payee.moved_at,
           payments.enough_since(account.owner, account.currency, %s) AS since
    FROM payments.ledger_account account
    JOIN payments.payee payee ON CAST(payee.id AS text) = account.owner
    WHERE account.kind IN ('payee:payable', 'payee:tips') AND account.open_since IS NOT NULL
      AND payee.status = 'ACTIVE'
      AND coalesce(payee.currency, account.currency) = account.currency
    GROUP BY account.owner, account.currency, payee.moved_at\
    """
        .formatted(by("account.currency", currency -> Math.max(1, psp.unit(currency)), 1));
  }

  /** Nor is what is less than can be changed. */
  private static String changed(PayoutConfiguration configuration, PspTransfers psp, Rates rates) {
    return """
    SELECT account.*, payee.moved_at, greatest(%d, coalesce(changed.least, 0)) AS least
    FROM payments.ledger_account account
    JOIN payments.payee payee ON CAST(payee.id AS text) = account.owner
    LEFT JOIN LATERAL (
      SELECT ceil(%s * power(CAST(10 AS numeric), %s - %s)
                  * CASE WHEN rate.base = account.currency THEN 1 / rate.rate ELSE rate.rate END
                  * %d / %d) AS least
      FROM payments.fx_rate rate
      WHERE least(rate.base, rate.quote) = least(account.currency, payee.currency)
        AND greatest(rate.base, rate.quote) = greatest(account.currency, payee.currency)
      ORDER BY rate.as_of DESC LIMIT 1) changed ON true
    WHERE account.kind IN ('payee:payable', 'payee:tips') AND account.open_since IS NOT NULL
      AND payee.status = 'ACTIVE' AND payee.currency <> account.currency\
    """
        .formatted(
            configuration.minimum(),
            by("payee.currency", currency -> Math.max(1, psp.unit(currency)), 1),
            by("account.currency", Currency::getDefaultFractionDigits, 2),
            by("payee.currency", Currency::getDefaultFractionDigits, 2),
            Exchange.POINTS,
            Exchange.POINTS - rates.spreadPoints());
  }

  /** A number that most currencies share, and the others have each their own. */
  private static String by(String column, ToLongFunction<Currency> number, long usual) {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> number.applyAsLong(currency) >= 0)
        .filter(currency -> number.applyAsLong(currency) != usual)
        .sorted(Comparator.comparing(Currency::getCurrencyCode))
        .map(currency -> " WHEN '%s' THEN %d".formatted(currency, number.applyAsLong(currency)))
        .collect(Collectors.joining("", "CASE " + column, " ELSE %d END".formatted(usual)));
  }
}
