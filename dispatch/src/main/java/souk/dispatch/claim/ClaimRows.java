package souk.dispatch.claim;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClaimRows extends GenericRepository<ClaimRow, UUID> {
  @Query(
      """
      SELECT driver_id, slot, kind, trip_id, offer_id FROM dispatch.driver_claim
      WHERE trip_id = :trip
      """)
  Optional<ClaimRow> ofTrip(UUID trip);

  @Query(
      """
      SELECT driver_id, slot, kind, trip_id, offer_id FROM dispatch.driver_claim
      WHERE driver_id = :driver ORDER BY slot
      """)
  List<ClaimRow> ofDriver(UUID driver);

  @Query(
      """
      INSERT INTO dispatch.driver_claim (driver_id, slot, kind, trip_id, offer_id, city_id)
      VALUES (:driver, 0, 'OFFER', :trip, :offer, :city)
      ON CONFLICT DO NOTHING
      """)
  int offer(UUID driver, UUID trip, UUID offer, String city);

  /** Only beside the trip that he drives, with its rider on board. */
  @Query(
      """
      INSERT INTO dispatch.driver_claim (driver_id, slot, kind, trip_id, offer_id, city_id)
      SELECT claim.driver_id, 1, 'OFFER', :trip, :offer, :city
      FROM dispatch.driver_claim claim
      JOIN dispatch.trip present ON present.id = claim.trip_id AND present.status = 'IN_PROGRESS'
      WHERE claim.driver_id = :driver AND claim.slot = 0 AND claim.kind = 'TRIP'
        AND claim.trip_id = :present
      ON CONFLICT DO NOTHING
      """)
  int offerNext(UUID driver, UUID present, UUID trip, UUID offer, String city);

  @Query(
      """
      UPDATE dispatch.driver_claim SET kind = 'TRIP', claimed_at = clock_timestamp()
      WHERE trip_id = :trip AND kind = 'OFFER'
      RETURNING driver_id, slot, kind, trip_id, offer_id
      """)
  List<ClaimRow> accept(UUID trip);

  @Query(
      """
      DELETE FROM dispatch.driver_claim WHERE trip_id = :trip
      RETURNING driver_id, slot, kind, trip_id, offer_id
      """)
  List<ClaimRow> release(UUID trip);

  @Query(
      """
      UPDATE dispatch.driver_claim SET slot = 0, claimed_at = clock_timestamp()
      WHERE driver_id = :driver AND slot = 1
      """)
  int advance(UUID driver);
}
