package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
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
   * @param cannotWait what was earned before it is taken up however little it is
   */
  @Query(
      """
      SELECT payee.id AS payee_id, account.currency AS currency
      FROM payments.payee payee
      JOIN payments.ledger_account account ON account.owner = CAST(payee.id AS text)
      WHERE payee.status = 'ACTIVE' AND payee.method = :method
        AND account.kind IN (:kinds) AND account.balance_minor <> 0
        AND NOT EXISTS (
          SELECT FROM payments.payout taken
          WHERE taken.payee_id = payee.id AND taken.currency = account.currency
            AND taken.window_start = :start)
      GROUP BY payee.id, account.currency
      HAVING min(account.open_since) < :start
        AND (-sum(account.balance_minor) >= :minimum OR min(account.open_since) < :cannotWait)
      ORDER BY min(account.open_since) LIMIT :limit
      """)
  List<Due> due(
      List<String> kinds,
      String method,
      Instant start,
      long minimum,
      Instant cannotWait,
      int limit);

  /** A line of somebody's earnings. */
  @Introspected
  record Line(
      UUID journalId,
      Instant at,
      String what,
      @Nullable String orderKind,
      @Nullable UUID orderId,
      String account,
      long amountMinor,
      String currency) {}

  /** The latest first; positive is what he has earned. */
  @Query(
      """
      SELECT journal.id AS journal_id, journal.posted_at AS at, journal.template AS what,
             journal.order_kind AS order_kind, journal.order_id AS order_id,
             min(account.kind) AS account, -sum(entry.amount_minor) AS amount_minor,
             account.currency AS currency
      FROM payments.ledger_account account
      JOIN payments.ledger_entry entry ON entry.account_id = account.id
      JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
      WHERE account.owner = :owner AND account.kind IN (:kinds)
        AND (journal.posted_at, journal.id) < (:before, :beforeId)
      GROUP BY journal.id, account.currency
      ORDER BY journal.posted_at DESC, journal.id DESC LIMIT :limit
      """)
  List<Line> lines(List<String> kinds, String owner, Instant before, UUID beforeId, int limit);
}
