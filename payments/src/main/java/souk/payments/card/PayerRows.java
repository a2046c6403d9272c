package souk.payments.card;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PayerRows extends GenericRepository<PayerRow, UUID> {
  @Query("SELECT * FROM payments.payer WHERE id = :id")
  Optional<PayerRow> byId(UUID id);

  @Query("INSERT INTO payments.payer (id) VALUES (:id) ON CONFLICT (id) DO NOTHING")
  int intend(UUID id);

  /** The provider has this customer for him; the first that is known stays. */
  @Query(
      """
      INSERT INTO payments.payer (id, psp_customer) VALUES (:id, :customer)
      ON CONFLICT (id) DO UPDATE SET psp_customer = EXCLUDED.psp_customer
        WHERE payer.psp_customer IS NULL
      """)
  int made(UUID id, String customer);

  /** Under the key of that generation nothing was made, and nothing will be. */
  @Query(
      """
      UPDATE payments.payer SET generation = generation + 1, intended_at = clock_timestamp()
      WHERE id = :id AND generation = :generation AND psp_customer IS NULL
      """)
  int askAnew(UUID id, int generation);
}
