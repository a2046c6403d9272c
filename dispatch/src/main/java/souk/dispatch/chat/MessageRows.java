package souk.dispatch.chat;

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
interface MessageRows extends GenericRepository<MessageRow, UUID> {
  @Query(
      """
      SELECT * FROM dispatch.chat_message
      WHERE trip_id = :trip AND driver_id = :driver AND author = :author AND id = :id
      """)
  Optional<MessageRow> find(UUID trip, UUID driver, String author, UUID id);

  @Query(
      """
      SELECT * FROM dispatch.chat_message
      WHERE trip_id = :trip AND driver_id = :driver AND seq = :seq
      """)
  Optional<MessageRow> at(UUID trip, UUID driver, long seq);

  @Query(
      """
      INSERT INTO dispatch.chat_message
        (city_id, trip_id, driver_id, seq, author, id, text, concern)
      VALUES (:city, :trip, :driver, :seq, :author, :id, :text, :concern)
      """)
  int enter(
      String city,
      UUID trip,
      UUID driver,
      long seq,
      String author,
      UUID id,
      String text,
      @Nullable String concern);

  @Query(
      """
      SELECT count(*) FROM dispatch.chat_message
      WHERE trip_id = :trip AND driver_id = :driver AND author = :author
        AND sent_at > clock_timestamp() - interval '1 minute'
      """)
  long inLastMinute(UUID trip, UUID driver, String author);

  @Query(
      """
      SELECT count(*) FROM dispatch.chat_message
      WHERE trip_id = :trip AND driver_id = :driver AND author = :author AND seq > :after
      """)
  long after(UUID trip, UUID driver, String author, long after);

  @Query(
      """
      SELECT * FROM dispatch.chat_message
      WHERE trip_id = :trip AND driver_id = :driver AND seq > :after ORDER BY seq LIMIT :limit
      """)
  List<MessageRow> page(UUID trip, UUID driver, long after, int limit);

  @Query(
      """
      SELECT * FROM dispatch.chat_message
      WHERE trip_id = :trip ORDER BY sent_at, driver_id, seq LIMIT :limit
      """)
  List<MessageRow> ofTrip(UUID trip, int limit);

  @Query(
      """
      SELECT * FROM dispatch.chat_message
      WHERE concern IS NOT NULL AND (sent_at, id) < (:before, :beforeId)
      ORDER BY sent_at DESC, id DESC LIMIT :limit
      """)
  List<MessageRow> concerning(Instant before, UUID beforeId, int limit);
}
