package souk.booking.ride;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReceiptRows extends GenericRepository<ReceiptRow, UUID> {
  @Query(
      """
      INSERT INTO booking.receipt (ride_id, number)
      VALUES (:rideId, upper(:cityId) || '-' || nextval('booking.receipt_number'))
      """)
  int issue(UUID rideId, String cityId);

  @Query("SELECT * FROM booking.receipt WHERE ride_id = :rideId")
  Optional<ReceiptRow> find(UUID rideId);
}
