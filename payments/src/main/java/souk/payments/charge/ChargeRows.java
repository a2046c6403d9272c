package souk.payments.charge;

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
interface ChargeRows extends GenericRepository<ChargeRow, UUID> {
  @Query("SELECT *, clock_timestamp() AS as_of FROM payments.charge WHERE id = :id")
  Optional<ChargeRow> find(UUID id);

  /** The clock is read of what the lock has let through, and so behind it. */
  @Query(
      """
      SELECT *, clock_timestamp() AS as_of
      FROM (SELECT * FROM payments.charge WHERE id = :id FOR UPDATE) locked
      """)
  Optional<ChargeRow> lock(UUID id);

  @Query(
      """
      SELECT *, clock_timestamp() AS as_of FROM payments.charge
      WHERE payer_id = :payer AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<ChargeRow> ofPayer(UUID payer, Instant before, UUID beforeId, int limit);

  /** Those that fit, newest first; null fits all. */
  @Query(
      """
      SELECT *, clock_timestamp() AS as_of FROM payments.charge
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text)
             OR (CAST(:status AS text) = 'PENDING'
                 AND status IN ('AUTHORIZING', 'INCREASING', 'CAPTURING', 'VOIDING')))
        AND (CAST(:orderId AS uuid) IS NULL OR order_id = CAST(:orderId AS uuid))
        AND (CAST(:payer AS uuid) IS NULL OR payer_id = CAST(:payer AS uuid))
        AND (CAST(:reference AS text) IS NULL OR psp_reference = CAST(:reference AS text))
        AND created_at >= :from AND created_at < :until
        AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<ChargeRow> page(
      @Nullable String status,
      @Nullable UUID orderId,
      @Nullable UUID payer,
      @Nullable String reference,
      Instant from,
      Instant until,
      Instant before,
      UUID beforeId,
      int limit);

  // scalars, not a row: for a row the framework answers 1 whatever the database did

  /** Moves a charge if it is still of the version before; answers how many moved. */
  @Query(
      """
      UPDATE payments.charge
      SET status = :status, operation = :operation, generation = :generation,
          release_wanted = :releaseWanted, psp_reference = :pspReference,
          action_type = :actionType, action_url = :actionUrl, action_secret = :actionSecret,
          authorized_minor = :authorizedMinor, increasing_minor = :increasingMinor,
          capturing_minor = :capturingMinor, capture_is_last = :captureIsLast,
          captured_minor = :capturedMinor, captures = :captures, reason = :reason, psp_code = :pspCode,
          capture_before = :captureBefore, version = :version, looks = :looks,
          intended_at = :intendedAt, moved_at = :now, next_wake_at = :nextWakeAt,
          settled_at = :settledAt,
          expiring_told_at = CASE WHEN capture_before IS NOT DISTINCT FROM CAST(:captureBefore AS timestamptz)
                                  THEN expiring_told_at END
      WHERE id = :id AND version = :version - 1
      """)
  int update(
      UUID id,
      long version,
      String status,
      @Nullable String operation,
      int generation,
      boolean releaseWanted,
      @Nullable String pspReference,
      @Nullable String actionType,
      @Nullable String actionUrl,
      @Nullable String actionSecret,
      long authorizedMinor,
      @Nullable Long increasingMinor,
      @Nullable Long capturingMinor,
      boolean captureIsLast,
      long capturedMinor,
      int captures,
      @Nullable String reason,
      @Nullable String pspCode,
      @Nullable Instant captureBefore,
      int looks,
      Instant intendedAt,
      Instant now,
      @Nullable Instant nextWakeAt,
      @Nullable Instant settledAt);

  /** Those that hold money whose window closes within so long, and of which nobody was told. */
  @Query(
      """
      UPDATE payments.charge SET expiring_told_at = clock_timestamp(), version = version + 1
      WHERE id IN (SELECT id FROM payments.charge
                   WHERE status = 'AUTHORIZED' AND settled_at IS NULL AND expiring_told_at IS NULL
                     AND capture_before > clock_timestamp()
                     AND capture_before <= clock_timestamp() + :withinMillis * interval '1 ms'
                   ORDER BY capture_before LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *, clock_timestamp() AS as_of
      """)
  List<ChargeRow> tellExpiring(long withinMillis, int limit);

  /** Those whose window closes within so long or has, the most urgent first. */
  @Query(
      """
      SELECT *, clock_timestamp() AS as_of FROM payments.charge
      WHERE settled_at IS NULL
        AND capture_before <= clock_timestamp() + :withinMillis * interval '1 ms'
        AND (capture_before, id) > (:after, :afterId)
      ORDER BY capture_before, id LIMIT :limit
      """)
  List<ChargeRow> expiring(long withinMillis, Instant after, UUID afterId, int limit);

  @Query(
      """
      SELECT count(*) FROM payments.charge
      WHERE settled_at IS NULL
        AND capture_before <= clock_timestamp() + :withinMillis * interval '1 ms'
      """)
  long countExpiring(long withinMillis);

  /** Claims charges that somebody should look at; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.charge
      SET looks = looks + 1, next_wake_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.charge
                   WHERE settled_at IS NULL AND next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *, clock_timestamp() AS as_of
      """)
  List<ChargeRow> claimDue(long leaseMillis, int limit);

  @Query(
      """
      SELECT *, clock_timestamp() AS as_of FROM payments.charge WHERE settled_at IS NULL AND id > :behind
      ORDER BY id LIMIT :limit
      """)
  List<ChargeRow> open(UUID behind, int limit);

  /** As many generations as no charge ever had. */
  @Query(
      """
      UPDATE payments.charge SET generation = generation + 1000
      WHERE id = :id AND settled_at IS NULL
      """)
  int leap(UUID id);

  /**
   * Lets the resolver look at once at what it would look at later: what is unknown, what waits for
   * its payer and, when the payment has ended, what is held.
   */
  @Query(
      """
      UPDATE payments.charge SET next_wake_at = clock_timestamp()
      WHERE (id = CAST(:id AS uuid) OR psp_reference = CAST(:reference AS text))
        AND (status IN ('UNKNOWN', 'REQUIRES_ACTION') OR (status = 'AUTHORIZED' AND :ended))
        AND next_wake_at > clock_timestamp()
      """)
  int wake(@Nullable UUID id, @Nullable String reference, boolean ended);

  /** Puts off the next look at a charge that has not moved since. */
  @Query(
      """
      UPDATE payments.charge SET next_wake_at = :nextWakeAt
      WHERE id = :id AND version = :version AND settled_at IS NULL
      """)
  int lookLater(UUID id, long version, Instant nextWakeAt);

  @Query("DELETE FROM payments.order_claim WHERE charge_id = :chargeId")
  int giveUpOrder(UUID chargeId);
}
