package souk.platform.identity.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRows extends GenericRepository<AccountRow, UUID> {
  @Query(
      """
      INSERT INTO platform.account (person_id, email, password_hash)
      VALUES (:id, :email, :hash) ON CONFLICT DO NOTHING
      """)
  int add(UUID id, String email, String hash);

  @Query("SELECT * FROM platform.account WHERE email = :email")
  Optional<AccountRow> findByEmail(String email);

  @Query("SELECT * FROM platform.account WHERE person_id = :id")
  Optional<AccountRow> find(UUID id);

  @Query(
      """
      UPDATE platform.account SET password_hash = :hash, password_version = password_version + 1
      WHERE person_id = :id
      """)
  int setPassword(UUID id, String hash);

  @Query(
      """
      UPDATE platform.account SET password_hash = :hash
      WHERE person_id = :id AND password_hash = :old
      """)
  int replacePassword(UUID id, String old, String hash);

  @Query(
      """
      UPDATE platform.account SET email_verified_at = clock_timestamp()
      WHERE person_id = :id AND email_verified_at IS NULL
      """)
  int verify(UUID id);
}
