package souk.platform.identity.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRows extends GenericRepository<SessionRow, UUID> {
  @Query(
      """
      INSERT INTO platform.session (id, person_id, token_hash, issued_at, expires_at)
      VALUES (:id, :personId, :hash, :issuedAt, clock_timestamp() + :lifeMs * interval '1 ms')
      """)
  int add(UUID id, UUID personId, byte[] hash, Instant issuedAt, long lifeMs);

  @Query("SELECT person_id FROM platform.session WHERE id = :id")
  Optional<UUID> owner(UUID id);

  /** Of any number of callers with the present token one is answered 1. */
  @Query(
      """
      UPDATE platform.session
      SET token_hash = :next, issued_at = :issuedAt,
          expires_at = clock_timestamp() + :lifeMs * interval '1 ms'
      WHERE id = :id AND token_hash = :present AND revoked_at IS NULL
        AND expires_at > clock_timestamp() AND issued_at >= :revokedBefore
      """)
  int rotate(
      UUID id, byte[] present, byte[] next, Instant issuedAt, long lifeMs, Instant revokedBefore);

  /** Ends the family when the token is another than its present one; answers 1 then. */
  @Query(
      """
      UPDATE platform.session SET revoked_at = coalesce(revoked_at, clock_timestamp())
      WHERE id = :id AND token_hash <> :hash
      """)
  int revokeUnless(UUID id, byte[] hash);

  @Query(
      """
      DELETE FROM platform.session
      WHERE expires_at < clock_timestamp() - interval '1 day'
      """)
  int forget();
}
