package souk.payments.payee;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PayeeRows extends GenericRepository<PayeeRow, UUID> {
  @Query("SELECT * FROM payments.payee WHERE id = :id")
  Optional<PayeeRow> find(UUID id);

  @Query("SELECT * FROM payments.payee WHERE id = :id AND status = 'ACTIVE' FOR UPDATE")
  Optional<PayeeRow> lockActive(UUID id);

  @Query("SELECT * FROM payments.payee WHERE psp_account = :account")
  Optional<PayeeRow> ofAccount(String account);

  @Query("SELECT * FROM payments.payee WHERE psp_account = :account FOR UPDATE")
  Optional<PayeeRow> lockByAccount(String account);

  @Query(
      """
      INSERT INTO payments.payee
        (id, kind, method, status, country, bank_token, currency, next_wake_at)
      VALUES (:id, :kind, :method, 'ONBOARDING', :country, :bankToken, :currency,
              clock_timestamp() + interval '5 s')
      ON CONFLICT (id) DO NOTHING
      """)
  int enter(
      UUID id,
      String kind,
      String method,
      String country,
      String bankToken,
      @Nullable String currency);

  /**
   * What he wants now, if he has not moved since he was read; who was paused says by asking that he
   * has done what was needed. Another bank is another generation.
   */
  @Query(
      """
      UPDATE payments.payee
      SET method = :method, country = :country, bank_token = :bankToken,
          currency = CAST(:currency AS text),
          generation = CASE WHEN country <> :country OR bank_token <> :bankToken
                            THEN generation + 1 ELSE generation END,
          version = version + 1, moved_at = clock_timestamp(),
          setback = CASE WHEN status = 'RESTRICTED' THEN setback END,
          status = CASE WHEN status = 'PAUSED' THEN 'ACTIVE' ELSE status END
      WHERE id = :id AND version = :version
      """)
  int want(
      UUID id,
      long version,
      String method,
      String country,
      String bankToken,
      @Nullable String currency);

  /** The provider has refused the bank: the same is asked under a new key. */
  @Query(
      """
      UPDATE payments.payee SET generation = generation + 1, version = version + 1
      WHERE id = :id AND generation = :generation
      """)
  int bankRefused(UUID id, int generation);

  /** His account is there, with the bank he named last; whoever tells it first wins. */
  @Query(
      """
      UPDATE payments.payee
      SET psp_account = :account, setback = NULL, looks = 0, version = version + 1,
          next_wake_at = clock_timestamp() + interval '5 s'
      WHERE id = :id AND psp_account IS NULL AND generation = :generation
      """)
  int opened(UUID id, int generation, String account);

  /** The provider refused: it is asked again later, under a new key. */
  @Query(
      """
      UPDATE payments.payee
      SET setback = :setback, generation = generation + 1, version = version + 1,
          next_wake_at = clock_timestamp() + interval '1 h', moved_at = clock_timestamp()
      WHERE id = :id AND psp_account IS NULL AND generation = :generation
      """)
  int refused(UUID id, int generation, String setback);

  /**
   * How the provider was seen to judge him, unless he has moved since he was read; answers how many
   * rows took it. Who was woken meanwhile is looked at once more.
   */
  @Query(
      """
      UPDATE payments.payee
      SET needs = :needs, status = :status, version = version + 1,
          setback = CASE WHEN :status = 'PAUSED' THEN setback END,
          moved_at = CASE WHEN status = :status THEN moved_at ELSE clock_timestamp() END,
          looks = CASE WHEN status = :status THEN looks ELSE 0 END,
          next_wake_at = CASE WHEN next_wake_at <= clock_timestamp() THEN next_wake_at
                              WHEN :status IN ('ACTIVE', 'PAUSED') THEN NULL
                              ELSE coalesce(next_wake_at, clock_timestamp() + interval '10 s') END
      WHERE id = :id AND version = :version
      """)
  int seen(UUID id, long version, String status, String needs);

  /** He was refused though nothing is said against him: believed again after a while. */
  @Query(
      """
      UPDATE payments.payee
      SET needs = :needs, setback = 'REFUSED_BY_PROVIDER', version = version + 1,
          next_wake_at = clock_timestamp() + interval '1 h'
      WHERE id = :id AND version = :version
      """)
  int doubted(UUID id, long version, String needs);

  @Query(
      """
      UPDATE payments.payee
      SET status = 'PAUSED', setback = :setback, version = version + 1, moved_at = clock_timestamp()
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int paused(UUID id, String setback);

  /** The provider sends nothing to him; why is looked up at once. */
  @Query(
      """
      UPDATE payments.payee
      SET status = 'RESTRICTED', setback = :setback, version = version + 1, looks = 0,
          next_wake_at = clock_timestamp(), moved_at = clock_timestamp()
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int restricted(UUID id, String setback);

  /** Who is paused is paid again; who is restricted is believed if the provider says so now. */
  @Query(
      """
      UPDATE payments.payee
      SET next_wake_at = CASE WHEN status = 'RESTRICTED' THEN clock_timestamp() ELSE next_wake_at END,
          status = CASE WHEN status = 'PAUSED' THEN 'ACTIVE' ELSE status END,
          setback = NULL, version = version + 1, moved_at = clock_timestamp()
      WHERE id = :id AND status IN ('PAUSED', 'RESTRICTED')
      """)
  int resumed(UUID id);

  /** Whose account that is, is looked at now. */
  @Query(
      """
      UPDATE payments.payee SET next_wake_at = clock_timestamp(), looks = 0
      WHERE psp_account = :account
      """)
  int wake(String account);

  /**
   * Claims payees at whom somebody should look; nobody else does meanwhile. One who has an account
   * may take weeks to give his details, and the provider tells of it.
   */
  @Query(
      """
      UPDATE payments.payee
      SET looks = looks + 1,
          next_wake_at = clock_timestamp()
            + least(power(2, least(looks, 12)) * 10, CASE WHEN psp_account IS NULL THEN 300 ELSE 21600 END)
              * interval '1 s'
      WHERE id IN (SELECT id FROM payments.payee
                   WHERE next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<PayeeRow> claimDue(int limit);
}
