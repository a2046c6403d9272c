package souk.payments.settlement;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SettlementViewRows extends GenericRepository<SettlementRow, UUID> {
  /**
   * What a run's movements of one kind come to, in minor units. Of kind UNREADABLE, in no currency,
   * are those that nobody here can read.
   *
   * @param movements how many there are
   * @param unposted how many of which something is still to be posted, such as what is not
   *     available yet
   */
  @Introspected
  @Schema(name = "SettlementSum")
  record Sum(
      String kind,
      String currency,
      long movements,
      long amountMinor,
      long feeMinor,
      long unposted) {}

  /**
   * What the provider held when its statement was fetched, in minor units.
   *
   * @param ledgerMinor what the ledger said then that the provider holds, both parts together
   */
  @Introspected
  @Schema(name = "SettlementFunds")
  record Funds(String currency, long availableMinor, long pendingMinor, long ledgerMinor) {}

  @Query(
      """
      SELECT kind, currency, count(*) AS movements, sum(amount_minor) AS amount_minor,
             sum(fee_minor) AS fee_minor,
             count(*) FILTER (WHERE fee_due_minor <> fee_posted_minor
                                 OR move_due_minor <> move_posted_minor) AS unposted
      FROM payments.balance_transaction WHERE run_id = :runId
      GROUP BY kind, currency
      UNION ALL
      SELECT 'UNREADABLE', 'XXX', count(*), 0, 0, 0
      FROM payments.unreadable_movement WHERE run_id = :runId AND read_at IS NULL
      HAVING count(*) > 0
      ORDER BY kind, currency
      """)
  List<Sum> sums(UUID runId);

  @Query(
      """
      SELECT currency, available_minor, pending_minor, ledger_minor
      FROM payments.settlement_funds WHERE run_id = :runId ORDER BY currency
      """)
  List<Funds> funds(UUID runId);
}
