package souk.booking.stay.ical;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface FeedRows extends GenericRepository<FeedRow, UUID> {
  /** Answers 0 when the type has as many already. One with an address is due at once. */
  @Query(
      """
      INSERT INTO booking.calendar_feed
        (id, hotel_id, room_type_id, name, url, rooms, next_fetch_at)
      SELECT :id, :hotelId, :roomTypeId, :name, CAST(:url AS text), CAST(:rooms AS int),
        CASE WHEN CAST(:url AS text) IS NULL THEN NULL ELSE clock_timestamp() END
      WHERE (SELECT count(*) FROM booking.calendar_feed WHERE room_type_id = :roomTypeId) < :most
      """)
  int enter(
      UUID id,
      UUID hotelId,
      UUID roomTypeId,
      String name,
      @Nullable String url,
      @Nullable Integer rooms,
      int most);

  @Query("SELECT * FROM booking.calendar_feed WHERE room_type_id = :roomTypeId ORDER BY created_at")
  List<FeedRow> of(UUID roomTypeId);

  @Query("SELECT * FROM booking.calendar_feed WHERE room_type_id = :roomTypeId AND id = :id")
  Optional<FeedRow> find(UUID roomTypeId, UUID id);

  @Query("SELECT * FROM booking.calendar_feed WHERE id = :id")
  Optional<FeedRow> find(UUID id);

  /** Due again by itself when whoever claimed it dies. */
  @Query(
      """
      UPDATE booking.calendar_feed
      SET next_fetch_at = clock_timestamp() + :leaseSeconds * interval '1 s',
        looked_at = clock_timestamp()
      WHERE id IN (SELECT id FROM booking.calendar_feed
                   WHERE next_fetch_at <= clock_timestamp()
                   ORDER BY next_fetch_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<FeedRow> claimDue(long leaseSeconds, int limit);

  @Query(
      """
      UPDATE booking.calendar_feed
      SET version = version + 1, etag = CAST(:etag AS text), read_on = CAST(:readOn AS date),
        taken_at = clock_timestamp(),
        failures = 0, failure = NULL, failure_detail = NULL, failed_at = NULL,
        next_fetch_at = CASE WHEN url IS NULL THEN NULL
          ELSE clock_timestamp() + (0.9 + 0.2 * random()) * :everySeconds * interval '1 s' END
      WHERE id = :id
      """)
  int taken(UUID id, @Nullable String etag, @Nullable LocalDate readOn, long everySeconds);

  /** Each failure doubles the pause, up to a day. */
  @Query(
      """
      UPDATE booking.calendar_feed
      SET version = version + 1, failures = failures + 1, failure = :failure,
        failure_detail = :detail, failed_at = clock_timestamp(),
        next_fetch_at = CASE WHEN url IS NULL THEN NULL ELSE clock_timestamp()
          + (0.9 + 0.2 * random())
            * least(86400, :everySeconds * power(2, least(failures, 10))) * interval '1 s' END
      WHERE id = :id
      """)
  int failed(UUID id, String failure, String detail, long everySeconds);

  /** At once, but for one that was asked within the last minute. */
  @Query(
      """
      UPDATE booking.calendar_feed
      SET next_fetch_at = least(next_fetch_at, greatest(clock_timestamp(),
            coalesce(looked_at, '-infinity') + interval '1 min'))
      WHERE id = :id AND url IS NOT NULL
      """)
  int hurry(UUID id);

  @Query("DELETE FROM booking.calendar_feed WHERE id = :id")
  int remove(UUID id);
}
