package souk.payments.charge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Refunds that nobody has agreed on yet, or that failed, are not the payer's business. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MoneyBackRows extends GenericRepository<MoneyBackRow, UUID> {
  @Query(
      """
      SELECT c.id, c.currency, c.disputed_minor,
             (SELECT CAST(coalesce(sum(r.amount_minor), 0) AS bigint) FROM payments.refund r
              WHERE r.charge_id = c.id
                AND r.status IN ('REFUNDING', 'UNKNOWN', 'PENDING', 'SUCCEEDED')) AS refunded_minor
      FROM payments.charge c
      WHERE c.id IN (:charges) AND c.captured_minor > 0
      """)
  List<MoneyBackRow> of(Collection<UUID> charges);
}
