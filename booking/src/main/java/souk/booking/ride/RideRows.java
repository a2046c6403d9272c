package souk.booking.ride;

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

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RideRows extends GenericRepository<RideRow, UUID> {
  @Query(
      """
      SELECT id FROM booking.ride WHERE id = :orderId
      UNION ALL SELECT ride_id FROM booking.destination_change WHERE id = :orderId
      UNION ALL SELECT ride_id FROM booking.debt WHERE id = :orderId
      LIMIT 1
      """)
  Optional<UUID> rideOf(UUID orderId);

  /**
   * Answers 0 when the quote has expired by the database's clock. Not called insert, which would be
   * taken for the saving of an entity.
   */
  @Query(
      """
      INSERT INTO booking.ride (id, city_id, rider_id, rider_name, quote_id, card_id, product,
        pickup_lat, pickup_lon, dropoff_lat, dropoff_lon, distance_m, duration_s,
        fare_minor, authorize_minor, currency, breakdown, quote, status, phase,
        pickup_at, start_at, start_until, next_wake_at)
      SELECT :id, :cityId, :riderId, :riderName, :quoteId, :cardId, :product,
        :pickupLat, :pickupLon, :dropoffLat, :dropoffLon, :distanceMetres, :durationSeconds,
        :fareMinor, :authorizeMinor, :currency, :breakdown, :quote, :status, :phase,
        CAST(:pickupAt AS timestamptz), CAST(:startAt AS timestamptz),
        CAST(:startUntil AS timestamptz),
        coalesce(CAST(:startAt AS timestamptz), clock_timestamp())
      WHERE :expiresAt > clock_timestamp()
      """)
  int enter(
      UUID id,
      String cityId,
      UUID riderId,
      String riderName,
      UUID quoteId,
      UUID cardId,
      String product,
      double pickupLat,
      double pickupLon,
      double dropoffLat,
      double dropoffLon,
      long distanceMetres,
      long durationSeconds,
      long fareMinor,
      long authorizeMinor,
      String currency,
      String breakdown,
      String quote,
      String status,
      String phase,
      @Nullable Instant pickupAt,
      @Nullable Instant startAt,
      @Nullable Instant startUntil,
      Instant expiresAt);

  @Query(
      """
      UPDATE booking.ride
      SET status = :status, phase = :phase, version = version + 1, trip_version = :tripVersion,
        payment = :payment, payment_reason = :paymentReason, charge_version = :chargeVersion,
        captured_minor = :capturedMinor, bill = :bill, bill_minor = :billMinor, extra = :extra,
        extra_reason = :extraReason, extra_version = :extraVersion, extra_minor = :extraMinor,
        driver_id = :driverId, driver_name = :driverName, plate = :plate, model = :model,
        colour = :colour, cancelled_by = :cancelledBy, cancel_reason = :cancelReason,
        cancel_request = :cancelRequest, cancel_request_by = :cancelRequestBy, moved_at = clock_timestamp(),
        phase_since = CASE WHEN phase = :phase THEN phase_since ELSE clock_timestamp() END,
        next_wake_at = clock_timestamp() + :patienceMillis * interval '1 ms',
        ended_at = CASE WHEN :ended THEN coalesce(ended_at, clock_timestamp()) END,
        settled_at = CASE WHEN :phase = 'SETTLED' THEN coalesce(settled_at, clock_timestamp()) END
      WHERE id = :id AND version = :version
      RETURNING *
      """)
  List<RideRow> move(
      UUID id,
      long version,
      String status,
      String phase,
      long tripVersion,
      String payment,
      @Nullable String paymentReason,
      long chargeVersion,
      long capturedMinor,
      @Nullable String bill,
      @Nullable Long billMinor,
      String extra,
      @Nullable String extraReason,
      long extraVersion,
      long extraMinor,
      @Nullable UUID driverId,
      @Nullable String driverName,
      @Nullable String plate,
      @Nullable String model,
      @Nullable String colour,
      @Nullable String cancelledBy,
      @Nullable String cancelReason,
      @Nullable String cancelRequest,
      String cancelRequestBy,
      boolean ended,
      long patienceMillis);

  @Query("SELECT * FROM booking.ride WHERE id = :id")
  Optional<RideRow> find(UUID id);

  @Query("SELECT phase, next_wake_at FROM booking.ride WHERE id = :id")
  Optional<StandingRow> standing(UUID id);

  /** What a saga reads at each turn. */
  @Introspected
  record StandingRow(String phase, Instant nextWakeAt) {}

  @Query("SELECT * FROM booking.ride WHERE id = :id FOR UPDATE")
  Optional<RideRow> lock(UUID id);

  @Query(
      """
      SELECT r.* FROM booking.rider_claim c JOIN booking.ride r ON r.id = c.ride_id
      WHERE c.rider_id = :riderId
      """)
  Optional<RideRow> activeOf(UUID riderId);

  @Query(
      """
      SELECT * FROM booking.ride
      WHERE rider_id = :riderId AND (requested_at, id) < (:before, :beforeId)
      ORDER BY requested_at DESC, id DESC LIMIT :limit
      """)
  List<RideRow> history(UUID riderId, Instant before, UUID beforeId, int limit);

  @Query(
      """
      SELECT * FROM booking.ride
      WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (CAST(:settled AS boolean) IS NULL
             OR (settled_at IS NOT NULL) = CAST(:settled AS boolean))
        AND (requested_at, id) < (:before, :beforeId)
      ORDER BY requested_at DESC, id DESC LIMIT :limit
      """)
  List<RideRow> page(
      @Nullable String status, @Nullable Boolean settled, Instant before, UUID beforeId, int limit);

  @Query(
      """
      SELECT * FROM booking.ride
      WHERE rider_id = :riderId AND status = 'SCHEDULED' AND (pickup_at, id) > (:after, :afterId)
      ORDER BY pickup_at, id LIMIT :limit
      """)
  List<RideRow> scheduled(UUID riderId, Instant after, UUID afterId, int limit);

  @Query("SELECT count(*) FROM booking.ride WHERE rider_id = :riderId AND status = 'SCHEDULED'")
  int countScheduled(UUID riderId);

  /** When to try again to start a booked ride. */
  @Query(
      """
      UPDATE booking.ride
      SET next_wake_at =
        greatest(start_at, clock_timestamp() + :patienceMillis * interval '1 ms')
      WHERE id = :id AND status = 'SCHEDULED'
      """)
  int startLater(UUID id, long patienceMillis);

  @Query(
      """
      UPDATE booking.ride SET next_wake_at = clock_timestamp() + :waitMillis * interval '1 ms'
      WHERE id = :id AND phase = 'BILL'
      """)
  int billLater(UUID id, long waitMillis);

  /** Puts the next look off, when it was due: whoever looks says so. */
  @Query(
      """
      UPDATE booking.ride SET next_wake_at = clock_timestamp() + :patienceMillis * interval '1 ms'
      WHERE id = :id AND settled_at IS NULL
        AND next_wake_at < clock_timestamp() + interval '100 ms'
      """)
  int lookAgainLater(UUID id, long patienceMillis);

  /**
   * Whoever has waited long is looked at less often: where the sagas are behind, each look that
   * finds nothing new would keep them behind.
   */
  @Query(
      """
      UPDATE booking.ride
      SET next_wake_at = clock_timestamp() + (1 + random()) * least(
            interval '15 s', greatest(interval '2 s', clock_timestamp() - moved_at))
      WHERE id IN (SELECT id FROM booking.ride
                   WHERE settled_at IS NULL
                     AND next_wake_at < clock_timestamp() - interval '2 s'
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<RideRow> claimOverdue(int limit);

  /** The row itself has not moved, so nothing but the claim is written. */
  @Query(
      """
      UPDATE booking.ride SET driven_anew_at = clock_timestamp()
      WHERE id IN (SELECT id FROM booking.ride
                   WHERE settled_at IS NULL
                     AND phase IN ('AUTHORIZE', 'REQUEST_TRIP', 'CANCEL_TRIP', 'CHANGE', 'BILL', 'CAPTURE',
                                   'RELEASE', 'EXTRA')
                     AND greatest(moved_at, driven_anew_at) < clock_timestamp() - interval '30 s'
                   ORDER BY moved_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<RideRow> claimStuck(int limit);

  /** Without those whose sagas would end at once: the sweeper has them when their time comes. */
  @Query(
      """
      SELECT * FROM booking.ride
      WHERE settled_at IS NULL AND id > :after
        AND (status <> 'SCHEDULED' OR next_wake_at < clock_timestamp() + interval '1 h')
      ORDER BY id LIMIT :limit
      """)
  List<RideRow> unsettledAfter(UUID after, int limit);

  @Query(
      """
      INSERT INTO booking.rider_claim (rider_id, ride_id) VALUES (:riderId, :rideId)
      ON CONFLICT DO NOTHING
      """)
  int claimRider(UUID riderId, UUID rideId);

  @Query("DELETE FROM booking.rider_claim WHERE ride_id = :rideId")
  int freeRider(UUID rideId);
}
