package souk.booking.stay.hotel;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoomTypeRows extends GenericRepository<RoomType, UUID> {
  @Query(
      """
      INSERT INTO booking.room_type (id, hotel_id, name, adults_max, children_max, guests_max)
      SELECT :id, :hotelId, :name, :adultsMax, :childrenMax, :guestsMax
      WHERE (SELECT count(*) FROM booking.room_type WHERE hotel_id = :hotelId) < :typesMax
      """)
  int enter(
      UUID id,
      UUID hotelId,
      String name,
      int adultsMax,
      int childrenMax,
      int guestsMax,
      int typesMax);

  @Query("SELECT * FROM booking.room_type WHERE hotel_id = :hotelId ORDER BY id")
  List<RoomType> of(UUID hotelId);

  @Query("SELECT * FROM booking.room_type WHERE hotel_id = :hotelId AND id = :id")
  Optional<RoomType> find(UUID hotelId, UUID id);

  /**
   * Answers 0 when somebody else has changed the nights meanwhile. Locks them out until the end.
   */
  @Query(
      """
      UPDATE booking.room_type SET calendar_version = calendar_version + 1
      WHERE hotel_id = :hotelId AND id = :id AND calendar_version = :seen
      """)
  int nextCalendar(UUID hotelId, UUID id, long seen);
}
