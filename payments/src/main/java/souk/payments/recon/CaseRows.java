package souk.payments.recon;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CaseRows extends GenericRepository<CaseRow, UUID> {
  @Query(
      """
      SELECT kase.*, item.kind, item.ours_minor, item.theirs_minor, item.compared_at
      FROM payments.recon_case kase
      JOIN payments.recon_item item USING (reference, currency) WHERE kase.id = :id
      """)
  Optional<CaseRow> find(UUID id);

  @Query(
      """
      SELECT kase.*, item.kind, item.ours_minor, item.theirs_minor, item.compared_at
      FROM payments.recon_case kase
      JOIN payments.recon_item item USING (reference, currency)
      WHERE (CAST(:status AS text) IS NULL OR kase.status = CAST(:status AS text))
        AND (CAST(:reference AS text) IS NULL OR kase.reference = CAST(:reference AS text))
        AND (kase.opened_at, kase.id) < (:before, :beforeId)
      ORDER BY kase.opened_at DESC, kase.id DESC LIMIT :limit
      """)
  List<CaseRow> page(
      @Nullable String status,
      @Nullable String reference,
      Instant before,
      UUID beforeId,
      int limit);

  /** Notes what an operator wants, of a case that is open; answers how many were. */
  @Query(
      """
      UPDATE payments.recon_case
      SET status = :status, action = :action, journal = :journal, seen_minor = :seenMinor,
          reason = :reason, asked_by = :askedBy, asked_by_name = :askedByName, decided_by = NULL,
          decided_by_name = NULL, version = version + 1,
          ended_at = CASE WHEN :status = 'RESOLVED' THEN clock_timestamp() END
      WHERE id = :id AND status = 'OPEN'
      """)
  int ask(
      UUID id,
      String status,
      String action,
      @Nullable String journal,
      long seenMinor,
      String reason,
      UUID askedBy,
      String askedByName);

  /** Notes what another operator said of it; answers how many awaited that. */
  @Query(
      """
      UPDATE payments.recon_case
      SET status = :status, decided_by = :decidedBy, decided_by_name = :decidedByName,
          version = version + 1,
          ended_at = CASE WHEN :status = 'RESOLVED' THEN clock_timestamp() END
      WHERE id = :id AND status = 'AWAITING_APPROVAL'
      """)
  int decide(UUID id, String status, UUID decidedBy, String decidedByName);

  @Query("SELECT count(*) FROM payments.recon_case WHERE ended_at IS NULL")
  long open();

  @Query(
      """
      SELECT coalesce(extract(epoch FROM clock_timestamp() - min(opened_at)), 0)
      FROM payments.recon_case WHERE ended_at IS NULL
      """)
  double oldestSeconds();

  /** How many things of a run came to each verdict when they were compared last. */
  @Query(
      """
      SELECT verdict || CASE WHEN verdict <> 'MATCHED' AND awaited_until > clock_timestamp()
                             THEN '_AWAITED' ELSE '' END AS verdict, count(*) AS things
      FROM payments.recon_item WHERE run_id = :runId GROUP BY 1 ORDER BY 1
      """)
  List<Tally> tally(UUID runId);

  /** The keys of the journals that speak of one thing, the first first. */
  @Query(
      """
      SELECT key FROM payments.ledger_journal WHERE facts->>'provider_id' = :reference
      ORDER BY posted_at LIMIT 200
      """)
  List<String> journals(String reference);

  /** What the provider's statement has of one thing, the first first. */
  @Query(
      """
      SELECT id, type, amount_minor, fee_minor, currency, presented_minor, presented_currency,
             exchange_rate, fx_due_minor <> 0 AS converted, created_at, available_at, restated
      FROM payments.balance_transaction WHERE reference = :reference ORDER BY created_at, id LIMIT 200
      """)
  List<StatementLine> statement(String reference);

  /** The line of that id, or those about that thing, that nobody can read, the first first. */
  @Query(
      """
      SELECT id, type, currency, amount, source, why, created_at FROM payments.unreadable_movement
      WHERE (id = :reference OR source = :reference) AND read_at IS NULL
      ORDER BY created_at, id LIMIT 200
      """)
  List<UnreadableLine> unreadable(String reference);
}
