package souk.platform.identity.proof;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OneTimeTokenRows extends GenericRepository<OneTimeTokenRow, byte[]> {
  @Query(
      """
      INSERT INTO platform.one_time_token (hash, person_id, purpose, expires_at)
      VALUES (:hash, :personId, :purpose, clock_timestamp() + :lifeMs * interval '1 ms')
      """)
  int add(byte[] hash, UUID personId, String purpose, long lifeMs);

  @Query(
      """
      SELECT person_id FROM platform.one_time_token
      WHERE hash = :hash AND purpose = :purpose AND used_at IS NULL
        AND expires_at > clock_timestamp()
      """)
  Optional<UUID> owner(byte[] hash, String purpose);

  @Query(
      """
      UPDATE platform.one_time_token SET used_at = clock_timestamp()
      WHERE hash = :hash AND purpose = :purpose AND used_at IS NULL
        AND expires_at > clock_timestamp()
      """)
  int use(byte[] hash, String purpose);

  @Query(
      """
      DELETE FROM platform.one_time_token
      WHERE person_id = :personId AND purpose = :purpose AND used_at IS NULL
      """)
  int withdraw(UUID personId, String purpose);

  @Query(
      "DELETE FROM platform.one_time_token WHERE expires_at < clock_timestamp() - interval '1 day'")
  int forget();
}
