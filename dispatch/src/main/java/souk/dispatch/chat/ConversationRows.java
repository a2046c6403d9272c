package souk.dispatch.chat;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConversationRows extends GenericRepository<ConversationRow, UUID> {
  /**
   * Whether they may write is judged by the database's clock, behind the trip's lock if it is held.
   */
  @Query(
      """
      SELECT id AS trip_id, city_id, rider_id, driver_id,
        driver_id IS NOT NULL
          AND (status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
            OR (status IN ('COMPLETED', 'CANCELLED')
              AND moved_at + :graceSeconds * interval '1 s' > clock_timestamp())) AS open
      FROM dispatch.trip WHERE id = :trip
      """)
  Optional<ConversationRow> find(UUID trip, long graceSeconds);
}
