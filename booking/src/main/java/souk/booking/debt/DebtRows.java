package souk.booking.debt;

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
interface DebtRows extends GenericRepository<DebtRow, UUID> {
  @Query(
      """
      INSERT INTO booking.debt (id, city_id, ride_id, rider_id, amount_minor, currency, card_id,
        status, reason, settled_at, next_look_at)
      VALUES (:id, :cityId, :rideId, :riderId, :amountMinor, :currency, :cardId, :status, :reason,
        CASE WHEN :status = 'WRITTEN_OFF' THEN clock_timestamp() END,
        CASE WHEN :status = 'OPEN'
             THEN clock_timestamp() + CAST(:pauseSeconds AS bigint) * interval '1 s' END)
      ON CONFLICT (id) DO NOTHING
      """)
  int enter(
      UUID id,
      String cityId,
      UUID rideId,
      UUID riderId,
      long amountMinor,
      String currency,
      UUID cardId,
      String status,
      @Nullable String reason,
      @Nullable Long pauseSeconds);

  @Query("SELECT * FROM booking.debt WHERE id = :id")
  Optional<DebtRow> find(UUID id);

  @Query(
      """
      SELECT * FROM booking.debt
      WHERE rider_id = :riderId AND status IN ('OPEN', 'COLLECTING', 'REQUIRES_ACTION')
      ORDER BY opened_at LIMIT 1
      """)
  Optional<DebtRow> owedBy(UUID riderId);

  @Query(
      """
      SELECT * FROM booking.debt
      WHERE rider_id = :riderId AND (opened_at, id) < (:before, :beforeId)
      ORDER BY opened_at DESC, id DESC LIMIT :limit
      """)
  List<DebtRow> ofRider(UUID riderId, Instant before, UUID beforeId, int limit);

  @Query(
      """
      SELECT * FROM booking.debt
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (opened_at, id) < (:before, :beforeId)
      ORDER BY opened_at DESC, id DESC LIMIT :limit
      """)
  List<DebtRow> page(@Nullable String status, Instant before, UUID beforeId, int limit);

  /** The next attempt, unless one is under way or all is over: who gets 1 has the attempt. */
  @Query(
      """
      UPDATE booking.debt
      SET status = 'COLLECTING', attempt = attempt + 1, card_id = :cardId,
        payer_present = :payerPresent, reason = NULL, version = version + 1, moved_at = clock_timestamp(),
        next_look_at = clock_timestamp() + :leaseSeconds * interval '1 s'
      WHERE id = :id AND status = 'OPEN'
      """)
  int attempt(UUID id, UUID cardId, boolean payerPresent, long leaseSeconds);

  @Query(
      """
      UPDATE booking.debt
      SET status = 'REQUIRES_ACTION', version = version + 1, moved_at = clock_timestamp()
      WHERE id = :id AND status = 'COLLECTING' AND attempt = :attempt
      """)
  int asksPayer(UUID id, int attempt);

  /** The payer has done what was asked of him: the rest is to be done at once. */
  @Query(
      """
      UPDATE booking.debt
      SET status = 'COLLECTING', version = version + 1, moved_at = clock_timestamp(),
        next_look_at = clock_timestamp()
      WHERE id = :id AND status = 'REQUIRES_ACTION' AND attempt = :attempt
      """)
  int goesOn(UUID id, int attempt);

  @Query(
      """
      UPDATE booking.debt
      SET status = 'PAID', version = version + 1, moved_at = clock_timestamp(),
        settled_at = clock_timestamp(), next_look_at = NULL
      WHERE id = :id AND status IN ('COLLECTING', 'REQUIRES_ACTION') AND attempt = :attempt
      """)
  int paid(UUID id, int attempt);

  /** No pause: no retry by itself. */
  @Query(
      """
      UPDATE booking.debt
      SET status = 'OPEN', reason = :reason, version = version + 1, moved_at = clock_timestamp(),
        next_look_at = clock_timestamp() + CAST(:pauseSeconds AS bigint) * interval '1 s'
      WHERE id = :id AND status IN ('COLLECTING', 'REQUIRES_ACTION') AND attempt = :attempt
      """)
  int refused(UUID id, int attempt, @Nullable String reason, @Nullable Long pauseSeconds);

  @Query(
      """
      UPDATE booking.debt
      SET status = 'WRITTEN_OFF', reason = :reason, version = version + 1,
        moved_at = clock_timestamp(), settled_at = clock_timestamp(), next_look_at = NULL
      WHERE id = :id AND status = 'OPEN'
      """)
  int writtenOff(UUID id, String reason);

  /** Claims what is due: others leave it alone for the lease. */
  @Query(
      """
      UPDATE booking.debt SET next_look_at = clock_timestamp() + :leaseSeconds * interval '1 s'
      WHERE id IN (SELECT id FROM booking.debt
                   WHERE next_look_at IS NOT NULL AND next_look_at <= clock_timestamp()
                   ORDER BY next_look_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<DebtRow> claimDue(long leaseSeconds, int limit);
}
