package souk.dispatch.trip;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TripRows extends GenericRepository<TripRow, UUID> {
  @Query("SELECT * FROM dispatch.trip WHERE id = :id")
  Optional<TripRow> find(UUID id);

  @Query("SELECT * FROM dispatch.trip WHERE id = :id FOR UPDATE")
  Optional<TripRow> lock(UUID id);

  @Query(
      """
      SELECT trip.* FROM dispatch.driver_claim claim
      JOIN dispatch.trip ON trip.id = claim.trip_id
      WHERE claim.driver_id = :driver AND claim.slot = 0 AND claim.kind = 'TRIP'
      """)
  Optional<TripRow> liveOf(UUID driver);

  @Query(
      """
      SELECT * FROM dispatch.trip
      WHERE city_id = :city AND status = 'WAITING' AND search_until > clock_timestamp()
      ORDER BY requested_at LIMIT :limit
      """)
  List<TripRow> waiting(String city, int limit);

  @Query(
      """
      SELECT * FROM dispatch.trip
      WHERE city_id = :city AND status = 'WAITING' AND search_until <= clock_timestamp()
      LIMIT :limit
      """)
  List<TripRow> searchOver(String city, int limit);

  @Query(
      """
      INSERT INTO dispatch.trip
        (id, city_id, product, rider_id, rider_name, pickup_lat, pickup_lon, dropoff_lat,
         dropoff_lon, fare_minor, fare_currency, status, version, requested_at, moved_at,
         search_until, cancelled_by, cancel_reason)
      VALUES
        (:id, :cityId, :product, :riderId, :riderName, :pickupLat, :pickupLon, :dropoffLat,
         :dropoffLon, :fareMinor, :fareCurrency, :status, :version, :requestedAt, :movedAt,
         :searchUntil, :cancelledBy, :cancelReason)
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(TripRow row);

  /** The version says where the row stood: nobody else has moved it from there. */
  @Query(
      """
      UPDATE dispatch.trip
      SET status = :status, version = :version, moved_at = :movedAt, search_until = :searchUntil,
          driver_id = :driverId, driver_name = :driverName, driver_plate = :driverPlate,
          driver_model = :driverModel, driver_colour = :driverColour, assigned_at = :assignedAt,
          en_route_at = :enRouteAt, arrived_at = :arrivedAt, started_at = :startedAt,
          completed_at = :completedAt, cancelled_by = :cancelledBy, cancel_reason = :cancelReason
      WHERE id = :id AND version = :version - 1
      """)
  int move(TripRow row);
}
