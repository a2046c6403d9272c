package souk.dispatch.matching;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import souk.dispatch.city.Point;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface FinishingRows extends GenericRepository<FinishingRows.Row, UUID> {
  /** The trips with riders on board that end there, of drivers without a next job. */
  @Query(
      """
      SELECT trip.id, trip.driver_id, driver.product, trip.dropoff_lat, trip.dropoff_lon
      FROM dispatch.trip
      JOIN dispatch.driver ON driver.id = trip.driver_id AND driver.availability = 'ONLINE'
      WHERE trip.city_id = :city AND trip.status = 'IN_PROGRESS'
        AND trip.dropoff_lat BETWEEN :south AND :north
        AND trip.dropoff_lon BETWEEN :west AND :east
        AND NOT EXISTS (SELECT FROM dispatch.driver_claim claim
                        WHERE claim.driver_id = trip.driver_id AND claim.slot = 1)
      ORDER BY trip.started_at LIMIT :limit
      """)
  List<Row> within(String city, double south, double north, double west, double east, int limit);

  /** What {@link #within} reads. */
  @MappedEntity("finishing_trip")
  record Row(@Id UUID id, UUID driverId, String product, double dropoffLat, double dropoffLon) {
    Point dropoff() {
      return new Point(dropoffLat, dropoffLon);
    }
  }
}
