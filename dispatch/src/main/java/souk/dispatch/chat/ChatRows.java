package souk.dispatch.chat;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChatRows extends GenericRepository<ChatRow, UUID> {
  @Query("SELECT * FROM dispatch.chat WHERE trip_id = :trip AND driver_id = :driver")
  Optional<ChatRow> find(UUID trip, UUID driver);

  @Query(
      """
      INSERT INTO dispatch.chat (id, city_id, trip_id, driver_id, rider_id)
      VALUES (:id, :city, :trip, :driver, :rider) ON CONFLICT (trip_id, driver_id) DO NOTHING
      """)
  int begin(UUID id, String city, UUID trip, UUID driver, UUID rider);

  /** Answers 0 when somebody counts without the trip's lock. */
  @Query(
      """
      UPDATE dispatch.chat SET last_seq = :seq, last_at = clock_timestamp()
      WHERE id = :id AND last_seq = CAST(:seq AS bigint) - 1
      """)
  int count(UUID id, long seq);

  @Query(
      """
      UPDATE dispatch.chat
      SET rider_read = CASE WHEN :party = 'RIDER'
            THEN greatest(rider_read, least(CAST(:upTo AS bigint), last_seq)) ELSE rider_read END,
          driver_read = CASE WHEN :party = 'DRIVER'
            THEN greatest(driver_read, least(CAST(:upTo AS bigint), last_seq)) ELSE driver_read END
      WHERE trip_id = :trip AND driver_id = :driver
      """)
  int read(UUID trip, UUID driver, String party, long upTo);

  /** The trips somebody may have unread messages of, the latest first; of the last day only. */
  @Query(
      """
      SELECT chat.trip_id FROM dispatch.chat
      JOIN dispatch.trip ON trip.id = chat.trip_id AND trip.driver_id = chat.driver_id
      WHERE (chat.rider_id = :person OR chat.driver_id = :person)
        AND last_at > clock_timestamp() - interval '1 day'
        AND last_seq > CASE WHEN chat.rider_id = :person THEN rider_read ELSE driver_read END
      ORDER BY last_at DESC LIMIT :limit
      """)
  List<UUID> tripsWithNews(UUID person, int limit);
}
