package souk.booking.stay.room;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoomRows extends GenericRepository<Room, UUID> {
  /** Empty when there is such a number, or there are enough rooms. */
  @Query(
      """
      INSERT INTO booking.room (id, hotel_id, room_type_id, number)
      SELECT :id, :hotelId, :roomTypeId, :number
      WHERE (SELECT count(*) FROM booking.room WHERE hotel_id = :hotelId) < :roomsMax
      ON CONFLICT (hotel_id, number) DO NOTHING
      RETURNING *
      """)
  List<Room> enter(UUID id, UUID hotelId, UUID roomTypeId, String number, int roomsMax);

  @Query("SELECT * FROM booking.room WHERE hotel_id = :hotelId ORDER BY number")
  List<Room> of(UUID hotelId);
}
