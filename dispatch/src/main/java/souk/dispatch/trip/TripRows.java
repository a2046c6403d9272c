package souk.dispatch.trip;

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
interface TripRows extends GenericRepository<TripRow, UUID> {
  @Query("SELECT * FROM dispatch.trip WHERE id = :id")
  Optional<TripRow> find(UUID id);

  @Query("SELECT * FROM dispatch.trip WHERE id = :id FOR UPDATE")
  Optional<TripRow> lock(UUID id);

  @Query(
      """
      SELECT trip.* FROM dispatch.driver_claim claim
      JOIN dispatch.trip ON trip.id = claim.trip_id
      WHERE claim.driver_id = :driver AND claim.kind = 'TRIP'
      ORDER BY claim.slot
      """)
  List<TripRow> liveOf(UUID driver);

  @Query(
      """
      SELECT * FROM dispatch.trip
      WHERE driver_id = :driver AND status IN ('COMPLETED', 'CANCELLED')
        AND (assigned_at, id) < (:before, :beforeId)
      ORDER BY assigned_at DESC, id DESC LIMIT :limit
      """)
  List<TripRow> pastOf(UUID driver, Instant before, UUID beforeId, int limit);

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
         search_until, no_show_after_s, cancelled_by, cancel_reason, pickup_at)
      VALUES
        (:id, :cityId, :product, :riderId, :riderName, :pickupLat, :pickupLon, :dropoffLat,
         :dropoffLon, :fareMinor, :fareCurrency, :status, :version, :requestedAt, :movedAt,
         :searchUntil, :noShowAfterSeconds, :cancelledBy, :cancelReason,
         CAST(:pickupAt AS timestamptz))
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(
      UUID id,
      String cityId,
      String product,
      UUID riderId,
      String riderName,
      double pickupLat,
      double pickupLon,
      double dropoffLat,
      double dropoffLon,
      long fareMinor,
      String fareCurrency,
      String status,
      long version,
      Instant requestedAt,
      Instant movedAt,
      Instant searchUntil,
      int noShowAfterSeconds,
      @Nullable String cancelledBy,
      @Nullable String cancelReason,
      @Nullable Instant pickupAt);

  /** Field by field: of a row given whole, the framework counts one even where none was touched. */
  default int insert(TripRow row) {
    return insert(
        row.id(),
        row.cityId(),
        row.product(),
        row.riderId(),
        row.riderName(),
        row.pickupLat(),
        row.pickupLon(),
        row.dropoffLat(),
        row.dropoffLon(),
        row.fareMinor(),
        row.fareCurrency(),
        row.status(),
        row.version(),
        row.requestedAt(),
        row.movedAt(),
        row.searchUntil(),
        row.noShowAfterSeconds(),
        row.cancelledBy(),
        row.cancelReason(),
        row.pickupAt());
  }

  /** The version says where the row stood: nobody else has moved it from there. */
  @Query(
      """
      UPDATE dispatch.trip
      SET status = :status, version = :version, moved_at = :movedAt, search_until = :searchUntil,
          driver_id = :driverId, driver_name = :driverName, driver_plate = :driverPlate,
          driver_model = :driverModel, driver_colour = :driverColour, assigned_at = :assignedAt,
          en_route_at = :enRouteAt, arrived_at = :arrivedAt, started_at = :startedAt,
          completed_at = :completedAt, cancelled_by = :cancelledBy, cancel_reason = :cancelReason,
          dropoff_lat = :dropoffLat, dropoff_lon = :dropoffLon, fare_minor = :fareMinor,
          destination_change_id = :destinationChangeId
      WHERE id = :id AND version = CAST(:version AS bigint) - 1
      """)
  int move(
      UUID id,
      String status,
      long version,
      Instant movedAt,
      Instant searchUntil,
      @Nullable UUID driverId,
      @Nullable String driverName,
      @Nullable String driverPlate,
      @Nullable String driverModel,
      @Nullable String driverColour,
      @Nullable Instant assignedAt,
      @Nullable Instant enRouteAt,
      @Nullable Instant arrivedAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable String cancelledBy,
      @Nullable String cancelReason,
      double dropoffLat,
      double dropoffLon,
      long fareMinor,
      @Nullable UUID destinationChangeId);

  /** Field by field, as {@link #insert(TripRow)}. */
  default int move(TripRow row) {
    return move(
        row.id(),
        row.status(),
        row.version(),
        row.movedAt(),
        row.searchUntil(),
        row.driverId(),
        row.driverName(),
        row.driverPlate(),
        row.driverModel(),
        row.driverColour(),
        row.assignedAt(),
        row.enRouteAt(),
        row.arrivedAt(),
        row.startedAt(),
        row.completedAt(),
        row.cancelledBy(),
        row.cancelReason(),
        row.dropoffLat(),
        row.dropoffLon(),
        row.fareMinor(),
        row.destinationChangeId());
  }
}
