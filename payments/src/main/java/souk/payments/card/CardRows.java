package souk.payments.card;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CardRows extends GenericRepository<CardRow, UUID> {
  @Query(
      """
      INSERT INTO payments.card
        (id, owner_id, psp_token, payment_method, psp_customer, brand, last4, exp_month, exp_year)
      SELECT :id, :owner, :pspToken, :paymentMethod, CAST(:pspCustomer AS text), :brand, :last4,
             :expMonth, :expYear
      WHERE (SELECT count(*) FROM payments.card WHERE owner_id = :owner) < :cardsMax
      ON CONFLICT (owner_id, psp_token) DO NOTHING
      """)
  int insert(
      UUID id,
      UUID owner,
      String pspToken,
      String paymentMethod,
      @Nullable String pspCustomer,
      String brand,
      String last4,
      int expMonth,
      int expYear,
      int cardsMax);

  @Query("SELECT * FROM payments.card WHERE owner_id = :owner AND psp_token = :pspToken")
  Optional<CardRow> byToken(UUID owner, String pspToken);

  @Query("SELECT * FROM payments.card WHERE id = :id AND owner_id = :owner")
  Optional<CardRow> byId(UUID owner, UUID id);

  @Query(
      """
      SELECT * FROM payments.card WHERE owner_id = :owner ORDER BY created_at DESC, id LIMIT :limit
      """)
  List<CardRow> ofOwner(UUID owner, int limit);
}
