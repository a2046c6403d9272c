package souk.booking.ride;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The ways that rides were driven, as far as they are known. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DrivenWays extends GenericRepository<DrivenWayRow, UUID> {
  @Query(
      """
      INSERT INTO booking.driven_way (ride_id, polyline) VALUES (:rideId, :polyline)
      ON CONFLICT DO NOTHING
      """)
  int keep(UUID rideId, String polyline);

  @Query("SELECT * FROM booking.driven_way WHERE ride_id = :rideId")
  Optional<DrivenWayRow> find(UUID rideId);
}
