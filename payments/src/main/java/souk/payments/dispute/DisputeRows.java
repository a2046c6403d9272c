package souk.payments.dispute;

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
interface DisputeRows extends GenericRepository<DisputeRow, UUID> {
  @Query("SELECT *, CAST(evidence AS text) AS said FROM payments.dispute WHERE id = :id")
  Optional<DisputeRow> find(UUID id);

  @Query("SELECT *, CAST(evidence AS text) AS said FROM payments.dispute WHERE id = :id FOR UPDATE")
  Optional<DisputeRow> lock(UUID id);

  @Query(
      """
      SELECT *, CAST(evidence AS text) AS said FROM payments.dispute
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (CAST(:orderId AS uuid) IS NULL OR order_id = CAST(:orderId AS uuid))
        AND (CAST(:payer AS uuid) IS NULL OR charge_id IN (
               SELECT id FROM payments.charge WHERE payer_id = CAST(:payer AS uuid)))
        AND (CAST(:reference AS text) IS NULL OR psp_reference = CAST(:reference AS text)
             OR charge_id IN (
               SELECT id FROM payments.charge WHERE psp_reference = CAST(:reference AS text)))
        AND (NOT :isUnreadable OR unreadable_since IS NOT NULL)
        AND created_at >= :from AND created_at < :until
        AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<DisputeRow> page(
      @Nullable String status,
      @Nullable UUID orderId,
      @Nullable UUID payer,
      @Nullable String reference,
      boolean isUnreadable,
      Instant from,
      Instant until,
      Instant before,
      UUID beforeId,
      int limit);

  /** Those that can be answered and are not, the most urgent first, after the given one. */
  @Query(
      """
      SELECT *, CAST(evidence AS text) AS said FROM payments.dispute
      WHERE status IN ('INQUIRY', 'NEEDS_RESPONSE') AND response IN ('NONE', 'DRAFTED')
        AND (coalesce(due_by, created_at), id) > (:after, :afterId)
      ORDER BY coalesce(due_by, created_at), id LIMIT :limit
      """)
  List<DisputeRow> unanswered(Instant after, UUID afterId, int limit);

  /** Those whose time runs out within so long and of which nobody has been told yet. */
  @Query(
      """
      UPDATE payments.dispute SET warned_at = clock_timestamp()
      WHERE id IN (SELECT id FROM payments.dispute
                   WHERE status IN ('INQUIRY', 'NEEDS_RESPONSE') AND response IN ('NONE', 'DRAFTED')
                     AND due_by <= clock_timestamp() + :withinSeconds * interval '1 s'
                     AND warned_at IS NULL
                   ORDER BY due_by LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *, CAST(evidence AS text) AS said
      """)
  List<DisputeRow> warn(long withinSeconds, int limit);

  /** When the latest one was found, as far as this program knows. */
  @Query("SELECT max(created_at) FROM payments.dispute")
  Optional<Instant> latest();

  // scalars, not a row: for a row the framework answers 1 whatever the database did

  /** Adds one that was heard of, or has a known one looked at again. */
  @Query(
      """
      INSERT INTO payments.dispute
        (id, psp_reference, status, response, intended_at, version, looks, moved_at, next_wake_at, created_at)
      VALUES (:id, :reference, 'FOUND', 'NONE', clock_timestamp(), 1, 0, clock_timestamp(),
              clock_timestamp(), clock_timestamp())
      ON CONFLICT (psp_reference) DO UPDATE SET next_wake_at = clock_timestamp(), looks = 0
      """)
  int found(UUID id, String reference);

  /** Adds one that a list has, unless it is known. */
  @Query(
      """
      INSERT INTO payments.dispute
        (id, psp_reference, status, response, intended_at, version, looks, moved_at, next_wake_at, created_at)
      VALUES (:id, :reference, 'FOUND', 'NONE', clock_timestamp(), 1, 0, clock_timestamp(),
              clock_timestamp(), clock_timestamp())
      ON CONFLICT (psp_reference) DO NOTHING
      """)
  int listed(UUID id, String reference);

  /** Moves a dispute if it is still of the version before; answers how many moved. */
  @Query(
      """
      UPDATE payments.dispute
      SET charge_id = :chargeId, order_kind = :orderKind, order_id = :orderId, status = :status,
          reason = :reason, currency = :currency, amount_minor = :amountMinor,
          withdrawn_minor = :withdrawnMinor, fee_minor = :feeMinor, fee_currency = :feeCurrency,
          borne_minor = :borneMinor, due_by = :dueBy, response = :response, response_unknown = :responseUnknown,
          evidence = CAST(:evidence AS jsonb), draft = :draft, response_failure = :failure,
          generation = :generation, intended_at = :intendedAt, version = :version, looks = :looks,
          moved_at = :movedAt, opened_at = :openedAt, next_wake_at = :nextWakeAt,
          unreadable_since = :unreadableSince,
          warned_at = CASE WHEN status = :status
                            AND due_by IS NOT DISTINCT FROM CAST(:dueBy AS timestamptz)
                           THEN warned_at END
      WHERE id = :id AND version = :version - 1
      """)
  int update(
      UUID id,
      long version,
      @Nullable UUID chargeId,
      @Nullable String orderKind,
      @Nullable UUID orderId,
      String status,
      String reason,
      @Nullable String currency,
      long amountMinor,
      long withdrawnMinor,
      long feeMinor,
      @Nullable String feeCurrency,
      @Nullable Long borneMinor,
      @Nullable Instant dueBy,
      String response,
      boolean responseUnknown,
      @Nullable String evidence,
      int draft,
      @Nullable String failure,
      int generation,
      Instant intendedAt,
      int looks,
      Instant movedAt,
      @Nullable Instant openedAt,
      @Nullable Instant nextWakeAt,
      @Nullable Instant unreadableSince);

  /** Notes that nobody can read it; answers 0 where that is noted already. */
  @Query(
      """
      UPDATE payments.dispute SET unreadable_since = clock_timestamp()
      WHERE id = :id AND unreadable_since IS NULL
      """)
  int unreadable(UUID id);

  @Query("UPDATE payments.dispute SET unreadable_since = NULL WHERE id = :id")
  int readable(UUID id);

  /** Claims disputes that somebody should look at; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.dispute
      SET looks = looks + 1, next_wake_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.dispute WHERE next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *, CAST(evidence AS text) AS said
      """)
  List<DisputeRow> claimDue(long leaseMillis, int limit);

  /** Puts off the next look at a dispute that has not moved since. */
  @Query(
      """
      UPDATE payments.dispute SET next_wake_at = :nextWakeAt
      WHERE id = :id AND version = :version AND next_wake_at IS NOT NULL
      """)
  int lookLater(UUID id, long version, @Nullable Instant nextWakeAt);
}
