package souk.payments.refund;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** The row of a charge is where it is decided how much of it may go back. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RefundableRows extends GenericRepository<RefundableRow, UUID> {
  @Query("SELECT * FROM payments.charge WHERE id = :id")
  Optional<RefundableRow> find(UUID id);

  /** The charge whose money this payment took. */
  @Query(
      """
      SELECT * FROM payments.charge WHERE psp_reference = :payment AND status = 'CAPTURED'
      """)
  Optional<RefundableRow> paidBy(String payment);

  @Query("SELECT * FROM payments.charge WHERE id = :id FOR UPDATE")
  Optional<RefundableRow> lock(UUID id);

  /** Sets an amount aside if it is there; answers how many charges had it. */
  @Query(
      """
      UPDATE payments.charge SET refunded_minor = refunded_minor + :minor
      WHERE id = :id AND status = 'CAPTURED' AND currency = :currency
        AND captured_minor - refunded_minor - disputed_minor >= :minor
      """)
  int setAside(UUID id, long minor, String currency);

  /** Nothing went back: it may again. */
  @Query("UPDATE payments.charge SET refunded_minor = refunded_minor - :minor WHERE id = :id")
  int letGo(UUID id, long minor);
}
