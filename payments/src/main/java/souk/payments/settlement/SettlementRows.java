package souk.payments.settlement;

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
interface SettlementRows extends GenericRepository<SettlementRow, UUID> {
  @Query("SELECT * FROM payments.settlement_run WHERE id = :id")
  Optional<SettlementRow> find(UUID id);

  @Query("SELECT * FROM payments.settlement_run WHERE id = :id FOR UPDATE")
  Optional<SettlementRow> lock(UUID id);

  @Query(
      """
      SELECT * FROM payments.settlement_run WHERE account = :account
      ORDER BY day_start DESC LIMIT 1
      """)
  Optional<SettlementRow> latest(String account);

  /**
   * When the first money was asked for: no statement before it concerns us. In a ledger that is
   * older than these comparisons, when it first said what the provider calls a payment.
   */
  @Query(
      """
      SELECT CASE
        WHEN EXISTS (SELECT FROM payments.ledger_journal
                     WHERE template = 'CAPTURED' AND facts->>'provider_id' IS NULL)
        THEN (SELECT min(posted_at) FROM payments.ledger_journal
              WHERE facts->>'provider_id' IS NOT NULL)
        ELSE (SELECT min(created_at) FROM payments.charge) END
      """)
  Optional<Instant> begin();

  @Query("SELECT min(day_start) FROM payments.settlement_run WHERE account = :account")
  Optional<Instant> firstDay(String account);

  /** Adds a day's run unless there is one; answers how many were added. */
  @Query(
      """
      INSERT INTO payments.settlement_run
        (id, account, day_start, day_end, fetch_from, status, next_wake_at, look_due_at)
      VALUES (:id, :account, :dayStart, :dayEnd, :fetchFrom, 'DUE', :dueAt, :dueAt)
      ON CONFLICT ON CONSTRAINT settlement_run_once DO NOTHING
      """)
  int enter(
      UUID id, String account, Instant dayStart, Instant dayEnd, Instant fetchFrom, Instant dueAt);

  /** Moves a run if it is still of the version before; answers how many moved. */
  @Query(
      """
      UPDATE payments.settlement_run
      SET status = :status, reached = :reached, looks = 0, version = version + 1,
          moved_at = clock_timestamp(), next_wake_at = :nextWakeAt, look_due_at = :nextWakeAt,
          settled_at = CASE WHEN :status = 'SETTLED' THEN clock_timestamp() END
      WHERE id = :id AND version = :version
      """)
  int move(UUID id, long version, String status, @Nullable String reached, Instant nextWakeAt);

  /** From where the run before left off, with a margin for what was committed late, until now. */
  @Query(
      """
      UPDATE payments.settlement_run run
      SET compared_until = clock_timestamp(),
          compared_from = coalesce(
            (SELECT max(earlier.compared_until) - interval '10 min'
             FROM payments.settlement_run earlier
             WHERE earlier.account = run.account AND earlier.day_start < run.day_start),
            'epoch')
      WHERE run.id = :id
      """)
  int spanToCompare(UUID id);

  /** Puts off the next look at a run that has not moved since. */
  @Query(
      """
      UPDATE payments.settlement_run
      SET next_wake_at = :nextWakeAt, look_due_at = :nextWakeAt, looks = looks + 1,
          reached = :reached
      WHERE id = :id AND version = :version
      """)
  int lookLater(UUID id, long version, @Nullable String reached, Instant nextWakeAt);

  /** Claims runs that nobody has looked at for 2 s although it was time. */
  @Query(
      """
      UPDATE payments.settlement_run
      SET next_wake_at = clock_timestamp() + (1 + random()) * interval '2 s'
      WHERE id IN (SELECT id FROM payments.settlement_run
                   WHERE settled_at IS NULL
                     AND next_wake_at < clock_timestamp() - interval '2 s'
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<SettlementRow> claimOverdue(int limit);

  /** Claims runs that had a step to do and have not moved for 30 s. */
  @Query(
      """
      UPDATE payments.settlement_run SET driven_anew_at = clock_timestamp()
      WHERE id IN (SELECT id FROM payments.settlement_run
                   WHERE settled_at IS NULL AND status IN ('FETCHING', 'POSTING', 'MATCHING')
                     AND next_wake_at < clock_timestamp()
                     AND greatest(moved_at, driven_anew_at) < clock_timestamp() - interval '30 s'
                   ORDER BY moved_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<SettlementRow> claimStuck(int limit);

  /** Without those whose sagas would end at once: the sweeper has them when their time comes. */
  @Query(
      """
      SELECT * FROM payments.settlement_run
      WHERE settled_at IS NULL AND id > :after
        AND next_wake_at < clock_timestamp() + interval '1 h'
      ORDER BY id LIMIT :limit
      """)
  List<SettlementRow> unsettledAfter(UUID after, int limit);

  @Query(
      """
      SELECT * FROM payments.settlement_run
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (day_start, id) < (:before, :beforeId)
      ORDER BY day_start DESC, id DESC LIMIT :limit
      """)
  List<SettlementRow> page(@Nullable String status, Instant before, UUID beforeId, int limit);

  /** Seconds since the end of the first day that is over and not compared yet; 0 without one. */
  @Query(
      """
      SELECT coalesce(extract(epoch FROM clock_timestamp() - min(day_end)), 0)
      FROM payments.settlement_run
      WHERE status IN ('DUE', 'FETCHING', 'POSTING', 'MATCHING') AND day_end < clock_timestamp()
      """)
  double lagSeconds();
}
