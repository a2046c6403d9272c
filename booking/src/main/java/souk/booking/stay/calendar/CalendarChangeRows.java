package souk.booking.stay.calendar;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CalendarChangeRows extends GenericRepository<CalendarChangeRow, UUID> {
  @Query(
      """
      INSERT INTO booking.calendar_change (id, hotel_id, room_type_id, version, made_by, content)
      VALUES (:id, :hotelId, :roomTypeId, :version, :madeBy, :content)
      """)
  int enter(UUID id, UUID hotelId, UUID roomTypeId, long version, UUID madeBy, String content);

  @Query(
      """
      SELECT * FROM booking.calendar_change
      WHERE room_type_id = :roomTypeId AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<CalendarChangeRow> of(UUID roomTypeId, Instant before, UUID beforeId, int limit);
}
