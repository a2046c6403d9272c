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
        (id, owner_id, token, psp_token, payment_method, psp_customer, brand, last4, exp_month,
         exp_year, fingerprint, country)
      SELECT :id, :owner, :token, :pspToken, :paymentMethod, CAST(:pspCustomer AS text), :brand,
             :last4, :expMonth, :expYear, CAST(:fingerprint AS text), CAST(:country AS text)
      WHERE (SELECT count(*) FROM payments.card WHERE owner_id = :owner AND removed_at IS NULL)
            < :cardsMax
      ON CONFLICT (owner_id, psp_token) WHERE removed_at IS NULL DO NOTHING
      """)
  int add(
      UUID id,
      UUID owner,
      String token,
      String pspToken,
      String paymentMethod,
      @Nullable String pspCustomer,
      String brand,
      String last4,
      int expMonth,
      int expYear,
      @Nullable String fingerprint,
      @Nullable String country,
      int cardsMax);

  @Query(
      """
      SELECT * FROM payments.card
      WHERE owner_id = :owner AND psp_token = :pspToken AND removed_at IS NULL
      """)
  Optional<CardRow> byToken(UUID owner, String pspToken);

  @Query(
      """
      SELECT * FROM payments.card WHERE id = :id AND owner_id = :owner AND removed_at IS NULL
      """)
  Optional<CardRow> byId(UUID owner, UUID id);

  @Query("SELECT * FROM payments.card WHERE id = :id AND owner_id = :owner")
  Optional<CardRow> ever(UUID owner, UUID id);

  @Query(
      """
      SELECT * FROM payments.card WHERE owner_id = :owner AND removed_at IS NULL
      ORDER BY created_at DESC, id LIMIT :limit
      """)
  List<CardRow> ofOwner(UUID owner, int limit);

  /** From now on nobody pays with it; answers how many there were. */
  @Query(
      """
      UPDATE payments.card SET removed_at = clock_timestamp(), forget_at = clock_timestamp()
      WHERE id = :id AND owner_id = :owner AND removed_at IS NULL
      """)
  int remove(UUID owner, UUID id);

  @Query(
      """
      SELECT EXISTS (SELECT FROM payments.card WHERE id = :id AND owner_id = :owner)
      """)
  boolean known(UUID owner, UUID id);

  /**
   * Claims removed cards whose secrets are still there; nobody else does for {@code leaseMillis}. A
   * card that an authorization is under way for is left until it is answered.
   */
  @Query(
      """
      UPDATE payments.card
      SET forget_at = clock_timestamp() + :leaseMillis * interval '1 ms',
          forget_looks = forget_looks + 1
      WHERE id IN (SELECT id FROM payments.card c
                   WHERE forget_at <= clock_timestamp()
                     AND NOT EXISTS (SELECT FROM payments.charge p
                                     WHERE p.card_id = c.id AND p.operation = 'AUTHORIZE')
                   ORDER BY forget_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<CardRow> claimForgotten(long leaseMillis, int limit);

  /** The provider has not let go of it. */
  @Query(
      """
      UPDATE payments.card SET forget_at = clock_timestamp() + :pauseMillis * interval '1 ms'
      WHERE id = :id AND forget_at IS NOT NULL
      """)
  int lookAgain(UUID id, long pauseMillis);

  /** Whether an authorization of the card has not been answered. */
  @Query(
      """
      SELECT EXISTS (SELECT FROM payments.charge WHERE card_id = :id AND operation = 'AUTHORIZE')
      """)
  boolean authorizing(UUID id);

  /**
   * Locks what the provider keeps under this name until the present transaction ends; answers 0
   * when it was let go before, and 1 otherwise.
   */
  @Query(
      """
      INSERT INTO payments.provider_card (payment_method) VALUES (:paymentMethod)
      ON CONFLICT (payment_method) DO UPDATE SET payment_method = EXCLUDED.payment_method
        WHERE provider_card.let_go_at IS NULL
      """)
  int lockUnlessLetGo(String paymentMethod);

  /** Whether the provider was told to forget it. */
  @Query(
      """
      SELECT EXISTS (SELECT FROM payments.provider_card
                     WHERE payment_method = :paymentMethod AND let_go_at IS NOT NULL)
      """)
  boolean wasLetGo(String paymentMethod);

  /**
   * Lets go of it unless somebody uses it, or it is being asked for; to be called behind its lock.
   */
  @Query(
      """
      UPDATE payments.provider_card SET let_go_at = clock_timestamp()
      WHERE payment_method = :paymentMethod
        AND NOT EXISTS (SELECT FROM payments.card c
                        WHERE c.payment_method = :paymentMethod AND c.removed_at IS NULL)
        AND NOT EXISTS (SELECT FROM payments.card c
                        JOIN payments.charge p ON p.card_id = c.id AND p.operation = 'AUTHORIZE'
                        WHERE c.payment_method = :paymentMethod)
      """)
  int letGoUnlessUsed(String paymentMethod);

  /** Its secrets are gone. */
  @Query("UPDATE payments.card SET forget_at = NULL WHERE id = :id AND removed_at IS NOT NULL")
  int forgotten(UUID id);
}
