package souk.booking.quote;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface QuoteRows extends CrudRepository<QuoteRow, UUID> {
  @Query(
      """
      DELETE FROM booking.quote
      WHERE created_at < clock_timestamp() - :seconds * interval '1 s'
      """)
  int forget(long seconds);
}
