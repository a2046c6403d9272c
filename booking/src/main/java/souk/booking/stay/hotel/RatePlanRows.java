package souk.booking.stay.hotel;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RatePlanRows extends GenericRepository<RatePlanRow, UUID> {
  @Query(
      """
      INSERT INTO booking.rate_plan (id, hotel_id, name, meal_plan, policy, payment)
      SELECT :id, :hotelId, :name, :mealPlan, :policy, :payment
      WHERE (SELECT count(*) FROM booking.rate_plan WHERE hotel_id = :hotelId) < :plansMax
      """)
  int enter(
      UUID id,
      UUID hotelId,
      String name,
      String mealPlan,
      String policy,
      String payment,
      int plansMax);

  @Query("SELECT * FROM booking.rate_plan WHERE hotel_id = :hotelId ORDER BY id")
  List<RatePlanRow> of(UUID hotelId);
}
