package souk.payments.refund;

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
interface RefundRows extends GenericRepository<RefundRow, UUID> {
  @Query("SELECT * FROM payments.refund WHERE id = :id")
  Optional<RefundRow> find(UUID id);

  @Query("SELECT * FROM payments.refund WHERE id = :id FOR UPDATE")
  Optional<RefundRow> lock(UUID id);

  @Query("SELECT * FROM payments.refund WHERE charge_id = :chargeId ORDER BY created_at, id")
  List<RefundRow> ofCharge(UUID chargeId);

  @Query(
      """
      SELECT * FROM payments.refund
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (CAST(:orderId AS uuid) IS NULL OR order_id = CAST(:orderId AS uuid))
        AND (CAST(:payer AS uuid) IS NULL OR payer_id = CAST(:payer AS uuid))
        AND (CAST(:reference AS text) IS NULL OR psp_reference = CAST(:reference AS text)
             OR payment = CAST(:reference AS text))
        AND created_at >= :from AND created_at < :until
        AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<RefundRow> page(
      @Nullable String status,
      @Nullable UUID orderId,
      @Nullable UUID payer,
      @Nullable String reference,
      Instant from,
      Instant until,
      Instant before,
      UUID beforeId,
      int limit);

  /** What of a charge was or is given back on one pair of eyes alone, in minor units. */
  @Query(
      """
      SELECT coalesce(sum(amount_minor), 0) FROM payments.refund
      WHERE charge_id = :chargeId AND decided_by IS NULL AND status NOT IN ('REJECTED', 'FAILED')
      """)
  long onOnePairOfEyes(UUID chargeId);

  // scalars, not a row: for a row the framework answers 1 whatever the database did

  @Query(
      """
      INSERT INTO payments.refund
        (id, charge_id, order_kind, order_id, payer_id, payment, amount_minor, currency, reason,
         requested_by, requested_by_name, status, generation, version, looks, intended_at, moved_at,
         next_wake_at, created_at)
      VALUES
        (:id, :chargeId, :orderKind, :orderId, :payerId, :payment, :amountMinor, :currency, :reason,
         :requestedBy, :requestedByName, :status, 1, 1, 0, :now, :now, :nextWakeAt, :now)
      """)
  int enter(
      UUID id,
      UUID chargeId,
      String orderKind,
      UUID orderId,
      UUID payerId,
      String payment,
      long amountMinor,
      String currency,
      String reason,
      UUID requestedBy,
      String requestedByName,
      String status,
      @Nullable Instant nextWakeAt,
      Instant now);

  /** Moves a refund if it is still of the version before; answers how many moved. */
  @Query(
      """
      UPDATE payments.refund
      SET status = :status, decided_by = :decidedBy, decided_by_name = :decidedByName,
          generation = :generation, psp_reference = :pspReference, failure = :failure,
          version = :version, looks = :looks, intended_at = :intendedAt, moved_at = :now,
          next_wake_at = :nextWakeAt
      WHERE id = :id AND version = :version - 1
      """)
  int update(
      UUID id,
      long version,
      String status,
      @Nullable UUID decidedBy,
      @Nullable String decidedByName,
      int generation,
      @Nullable String pspReference,
      @Nullable String failure,
      int looks,
      Instant intendedAt,
      Instant now,
      @Nullable Instant nextWakeAt);

  /** Claims refunds that somebody should look at; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.refund
      SET looks = looks + 1, next_wake_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.refund WHERE next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<RefundRow> claimDue(long leaseMillis, int limit);

  /** Puts off the next look at a refund that has not moved since, or gives it up. */
  @Query(
      """
      UPDATE payments.refund SET next_wake_at = :nextWakeAt
      WHERE id = :id AND version = :version AND next_wake_at IS NOT NULL
      """)
  int lookLater(UUID id, long version, @Nullable Instant nextWakeAt);

  /** Has a refund looked at that the provider said something about; answers how many. */
  @Query(
      """
      UPDATE payments.refund SET next_wake_at = clock_timestamp(), looks = 0
      WHERE psp_reference = :reference AND status IN ('UNKNOWN', 'PENDING', 'SUCCEEDED')
      """)
  int wakeByReference(String reference);

  /** As the other, of one whose answer is not here yet. */
  @Query(
      """
      UPDATE payments.refund SET next_wake_at = clock_timestamp(), looks = 0
      WHERE id = :id AND status IN ('UNKNOWN', 'PENDING', 'SUCCEEDED')
      """)
  int wakeById(UUID id);
}
