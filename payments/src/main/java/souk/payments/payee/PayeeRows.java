package souk.payments.payee;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PayeeRows extends GenericRepository<PayeeRow, UUID> {
  @Query("SELECT * FROM payments.payee WHERE id = :id")
  Optional<PayeeRow> find(UUID id);

  @Query("SELECT * FROM payments.payee WHERE id = :id AND status = 'ACTIVE' FOR UPDATE")
  Optional<PayeeRow> lockActive(UUID id);

  @Query("SELECT * FROM payments.payee WHERE psp_account = :account FOR UPDATE")
  Optional<PayeeRow> lockByAccount(String account);

  @Query(
      """
      INSERT INTO payments.payee (id, kind, method, status, country, bank_token, next_wake_at)
      VALUES (:id, :kind, :method, 'ONBOARDING', :country, :bankToken, clock_timestamp() + interval '5 s')
      ON CONFLICT (id) DO NOTHING
      """)
  int enter(UUID id, String kind, String method, String country, String bankToken);

  /** What he wants now; who was paused says by asking that he has done what was needed. */
  @Query(
      """
      UPDATE payments.payee
      SET method = :method, country = :country, bank_token = :bankToken,
          generation = CASE WHEN status = 'ONBOARDING'
                              AND (country <> :country OR bank_token <> :bankToken)
                            THEN generation + 1 ELSE generation END,
          moved_at = clock_timestamp(), setback = NULL,
          status = CASE WHEN status = 'PAUSED' THEN 'ACTIVE' ELSE status END
      WHERE id = :id
        AND (method <> :method OR country <> :country OR bank_token <> :bankToken
             OR status = 'PAUSED')
      """)
  int want(UUID id, String method, String country, String bankToken);

  /** His account is there, with the bank he named last; whoever tells it first wins. */
  @Query(
      """
      UPDATE payments.payee
      SET status = 'ACTIVE', psp_account = :account, setback = NULL, next_wake_at = NULL, looks = 0,
          moved_at = clock_timestamp()
      WHERE id = :id AND status = 'ONBOARDING' AND generation = :generation
      """)
  int opened(UUID id, int generation, String account);

  /** The provider refused: it is asked again later, under a new key. */
  @Query(
      """
      UPDATE payments.payee
      SET setback = :setback, generation = generation + 1,
          next_wake_at = clock_timestamp() + interval '1 h', moved_at = clock_timestamp()
      WHERE id = :id AND status = 'ONBOARDING' AND generation = :generation
      """)
  int refused(UUID id, int generation, String setback);

  @Query(
      """
      UPDATE payments.payee SET status = 'PAUSED', setback = :setback, moved_at = clock_timestamp()
      WHERE id = :id AND status = 'ACTIVE'
      """)
  int paused(UUID id, String setback);

  @Query(
      """
      UPDATE payments.payee SET status = 'ACTIVE', setback = NULL, moved_at = clock_timestamp()
      WHERE id = :id AND status = 'PAUSED'
      """)
  int resumed(UUID id);

  /** Claims payees without an account; nobody else asks for one meanwhile. */
  @Query(
      """
      UPDATE payments.payee
      SET looks = looks + 1,
          next_wake_at = clock_timestamp() + least(power(2, least(looks, 9)) * 10, 300) * interval '1 s'
      WHERE id IN (SELECT id FROM payments.payee
                   WHERE status = 'ONBOARDING' AND next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<PayeeRow> claimDue(int limit);
}
