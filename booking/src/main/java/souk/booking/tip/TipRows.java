package souk.booking.tip;

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
interface TipRows extends GenericRepository<TipRow, UUID> {
  /** Answers 0 when the time is over by the database's clock, or there is a tip that stands. */
  @Query(
      """
      INSERT INTO booking.tip AS tip
        (ride_id, city_id, rider_id, driver_id, amount_minor, currency, card_id, status,
         payer_present, next_look_at)
      SELECT :rideId, :cityId, :riderId, :driverId, :amountMinor, :currency, :cardId, 'PENDING',
        true, clock_timestamp()
      WHERE :endedAt > clock_timestamp() - :windowSeconds * interval '1 s'
      ON CONFLICT (ride_id) DO UPDATE
        SET amount_minor = :amountMinor, card_id = :cardId, status = 'PENDING', reason = NULL,
          payer_present = true, version = tip.version + 1, attempt = tip.attempt + 1, moved_at = clock_timestamp(),
          next_look_at = clock_timestamp()
        WHERE tip.status = 'REFUSED'
      """)
  int give(
      UUID rideId,
      String cityId,
      UUID riderId,
      UUID driverId,
      long amountMinor,
      String currency,
      UUID cardId,
      Instant endedAt,
      long windowSeconds);

  @Query("SELECT * FROM booking.tip WHERE ride_id = :rideId")
  Optional<TipRow> find(UUID rideId);

  @Query(
      """
      UPDATE booking.tip
      SET status = :status, reason = :reason, version = version + 1,
        moved_at = clock_timestamp(), next_look_at = NULL
      WHERE ride_id = :rideId AND status IN ('PENDING', 'REQUIRES_ACTION') AND attempt = :attempt
      """)
  int ended(UUID rideId, int attempt, String status, @Nullable String reason);

  @Query(
      """
      UPDATE booking.tip
      SET status = 'REQUIRES_ACTION', version = version + 1, moved_at = clock_timestamp()
      WHERE ride_id = :rideId AND status = 'PENDING' AND attempt = :attempt
      """)
  int asksPayer(UUID rideId, int attempt);

  /** The payer has done what was asked of him: the rest is to be done at once. */
  @Query(
      """
      UPDATE booking.tip
      SET status = 'PENDING', version = version + 1, moved_at = clock_timestamp(),
        next_look_at = clock_timestamp()
      WHERE ride_id = :rideId AND status = 'REQUIRES_ACTION' AND attempt = :attempt
      """)
  int goesOn(UUID rideId, int attempt);

  /** Claims what is due: others leave it alone for the lease. */
  @Query(
      """
      UPDATE booking.tip SET next_look_at = clock_timestamp() + :leaseSeconds * interval '1 s'
      WHERE ride_id IN (SELECT ride_id FROM booking.tip
                        WHERE next_look_at IS NOT NULL AND next_look_at <= clock_timestamp()
                        ORDER BY next_look_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<TipRow> claimDue(long leaseSeconds, int limit);
}
