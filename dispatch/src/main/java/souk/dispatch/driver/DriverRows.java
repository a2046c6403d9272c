package souk.dispatch.driver;

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
interface DriverRows extends GenericRepository<DriverRow, UUID> {
  @Query("SELECT * FROM dispatch.driver WHERE id = :id")
  Optional<DriverRow> find(UUID id);

  @Query("SELECT * FROM dispatch.driver WHERE id = :id FOR UPDATE")
  Optional<DriverRow> lock(UUID id);

  @Query(
      """
      INSERT INTO dispatch.driver (id, city_id, name, status, plate, model, colour, products)
      VALUES (:id, :city, :name, :status, :plate, :model, :colour, :products)
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(
      UUID id,
      String city,
      String name,
      String status,
      String plate,
      String model,
      String colour,
      String products);

  @Query(
      """
      UPDATE dispatch.driver
      SET city_id = :city, name = :name, status = :status,
          plate = :plate, model = :model, colour = :colour, products = :products,
          version = version + 1, changed_at = clock_timestamp()
      WHERE id = :id
      """)
  int describe(
      UUID id,
      String city,
      String name,
      String status,
      String plate,
      String model,
      String colour,
      String products);

  @Query(
      """
      UPDATE dispatch.driver
      SET status = :status, status_reason = :reason, availability = :availability,
          product = :product, version = version + 1, changed_at = clock_timestamp()
      WHERE id = :id
      """)
  int stand(
      UUID id,
      String status,
      @Nullable String reason,
      String availability,
      @Nullable String product);

  @Query(
      """
      UPDATE dispatch.driver SET version = version + 1, changed_at = clock_timestamp()
      WHERE id = :id
      """)
  int bump(UUID id);

  @Query(
      """
      SELECT * FROM dispatch.driver
      WHERE (CAST(:status AS text) IS NULL OR status = :status)
        AND (created_at, id) < (:createdBefore, :idBefore)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<DriverRow> page(@Nullable String status, Instant createdBefore, UUID idBefore, int limit);
}
