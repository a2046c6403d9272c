package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.AccountKind;

/** Reads what payees have earned; the ledger says it, and the ledger alone. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EarningRows extends GenericRepository<PayoutRow, UUID> {
  /** What a payee is paid from. */
  List<String> KINDS = List.of(AccountKind.PAYEE_PAYABLE.code(), AccountKind.TIPS.code());

  /** Whose money of which currency is to be taken up. */
  @Introspected
  record Due(UUID payeeId, String currency) {}

  /**
   * Payees who may be due, those who wait longest first; whether they are is decided behind the
   * lock.
   *
   * @param kinds {@link #KINDS}
   * @param units what is sent in a currency is a whole multiple of so many minor units, as a JSON
   *     object of those of which it is more than one: what is less than that waits for more
   * @param cannotWait who has had enough to send since before it is taken up however little it is
   * @param ratesSince who is paid in another currency is due once there is a rate of since then
   * @param skipped so many of the first are left out
   */
  @Query(
      """
      SELECT payee_id, currency
      FROM (
        SELECT payee.id AS payee_id, account.currency AS currency,
               -sum(account.balance_minor) AS minor, min(account.open_since) AS open_since,
               CASE WHEN coalesce(payee.currency, account.currency) = account.currency
                    THEN coalesce(CAST(CAST(:units AS jsonb) ->> account.currency AS bigint), 1)
                    ELSE 1 END AS unit
        FROM payments.payee payee
        JOIN payments.ledger_account account ON account.owner = CAST(payee.id AS text)
        WHERE payee.status = 'ACTIVE' AND payee.method = :method
          AND account.kind IN (:kinds) AND account.open_since IS NOT NULL
          AND NOT EXISTS (
            SELECT FROM payments.payout taken
            WHERE taken.payee_id = payee.id AND taken.earned_currency = account.currency
              AND taken.window_start = :start)
          AND (coalesce(payee.currency, account.currency) = account.currency OR EXISTS (
            SELECT FROM payments.fx_rate rate
            WHERE least(rate.base, rate.quote) = least(payee.currency, account.currency)
              AND greatest(rate.base, rate.quote) = greatest(payee.currency, account.currency)
              AND rate.as_of >= :ratesSince))
        GROUP BY payee.id, account.currency) waiting
      WHERE open_since < :start AND minor >= unit
        AND CASE WHEN minor >= :minimum THEN true
                 WHEN open_since >= :cannotWait THEN false
                 ELSE payments.enough_since(CAST(payee_id AS text), currency, unit) < :cannotWait
                 END
      ORDER BY open_since, payee_id, currency LIMIT :limit OFFSET :skipped
      """)
  List<Due> due(
      List<String> kinds,
      String method,
      Instant start,
      String units,
      long minimum,
      Instant cannotWait,
      Instant ratesSince,
      int limit,
      int skipped);

  /** Since when he has had so much without a break; empty while he has less. */
  @Query("SELECT payments.enough_since(:owner, :currency, :unit)")
  Optional<Instant> enoughSince(String owner, String currency, long unit);

  /** A line of somebody's earnings. */
  @Introspected
  record Line(
      UUID journalId,
      Instant at,
      String what,
      @Nullable String orderKind,
      @Nullable UUID orderId,
      long amountMinor,
      String currency) {}

  /** One walk along an index, however much he has ever earned: it ends when the page is full. */
  String LINES =
      """
      SELECT earned.journal_id AS journal_id, earned.at AS at, journal.template AS what,
             journal.order_kind AS order_kind, journal.order_id AS order_id,
             earned.minor AS amount_minor, earned.currency AS currency
      FROM (SELECT at, journal_id, currency, CAST(-sum(amount_minor) AS bigint) AS minor
            FROM payments.ledger_entry
            WHERE earner = :owner AND (at, journal_id) < (:before, :beforeId)
            GROUP BY at, journal_id, currency
            ORDER BY at DESC, journal_id DESC, currency DESC LIMIT :limit) earned
      JOIN payments.ledger_journal journal ON journal.id = earned.journal_id
      ORDER BY earned.at DESC, earned.journal_id DESC, earned.currency DESC
      """;

  /** The latest first; positive is what he has earned. */
  @Query(LINES)
  List<Line> lines(String owner, Instant before, UUID beforeId, int limit);
}
