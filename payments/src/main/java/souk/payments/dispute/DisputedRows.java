package souk.payments.dispute;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The row of a charge says how much of it issuers have taken back. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DisputedRows extends GenericRepository<DisputedRow, UUID> {
  @Query("SELECT * FROM payments.charge WHERE psp_reference = :payment FOR UPDATE")
  Optional<DisputedRow> lockOfPayment(String payment);

  @Query("UPDATE payments.charge SET disputed_minor = disputed_minor + :minor WHERE id = :id")
  int disputed(UUID id, long minor);
}
