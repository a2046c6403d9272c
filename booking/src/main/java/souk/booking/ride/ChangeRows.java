package souk.booking.ride;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Written under the lock of the ride's row only. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRows extends GenericRepository<ChangeRow, UUID> {
  @Query("SELECT * FROM booking.destination_change WHERE ride_id = :rideId ORDER BY number")
  List<ChangeRow> ofRide(UUID rideId);

  @Query("SELECT ride_id FROM booking.destination_change WHERE id = :id")
  Optional<UUID> rideOf(UUID id);

  @Query(
      """
      INSERT INTO booking.destination_change
        (id, ride_id, city_id, number, from_lat, from_lon, quote, authorize_minor, currency, status)
      VALUES (:id, :rideId, :cityId, :number, :fromLat, :fromLon, :quote, :authorizeMinor,
              :currency, 'PROPOSED')
      """)
  int enter(
      UUID id,
      UUID rideId,
      String cityId,
      int number,
      double fromLat,
      double fromLon,
      String quote,
      long authorizeMinor,
      String currency);

  @Query(
      """
      UPDATE booking.destination_change
      SET status = :status, reason = :reason, asked = :asked, withdrawn = :withdrawn,
          payment = :payment, payment_reason = :paymentReason, charge_version = :chargeVersion,
          captured_minor = :capturedMinor,
          decided_at = CASE WHEN CAST(:status AS text) <> 'PROPOSED'
                         THEN coalesce(decided_at, clock_timestamp()) END
      WHERE id = :id
      """)
  int move(
      UUID id,
      String status,
      @Nullable String reason,
      boolean asked,
      boolean withdrawn,
      String payment,
      @Nullable String paymentReason,
      long chargeVersion,
      long capturedMinor);

  @Query("UPDATE booking.ride SET changes = :changes WHERE id = :rideId")
  int count(UUID rideId, int changes);

  /** The ride goes elsewhere, for another price. */
  @Query(
      """
      UPDATE booking.ride
      SET quote_id = :quoteId, dropoff_lat = :dropoffLat, dropoff_lon = :dropoffLon,
          distance_m = :distanceMetres, duration_s = :durationSeconds, fare_minor = :fareMinor,
          breakdown = :breakdown, quote = :quote
      WHERE id = :rideId
      """)
  int redirect(
      UUID rideId,
      UUID quoteId,
      double dropoffLat,
      double dropoffLon,
      long distanceMetres,
      long durationSeconds,
      long fareMinor,
      String breakdown,
      String quote);
}
