package souk.dispatch.driver;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PassRows extends GenericRepository<DriverRow, UUID> {
  @Query("UPDATE dispatch.driver SET passed_in_row = 0 WHERE id = :id")
  int answered(UUID id);

  @Query("UPDATE dispatch.driver SET passed_in_row = passed_in_row + 1 WHERE id = :id")
  int letPass(UUID id);
}
