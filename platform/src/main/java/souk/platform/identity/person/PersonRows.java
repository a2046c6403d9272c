package souk.platform.identity.person;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PersonRows extends GenericRepository<PersonRow, UUID> {
  @Query(
      """
      INSERT INTO platform.person (id, issuer, subject, name)
      VALUES (:id, :issuer, :subject, :name) ON CONFLICT DO NOTHING
      """)
  int add(UUID id, String issuer, String subject, String name);

  @Query("SELECT * FROM platform.person WHERE issuer = :issuer AND subject = :subject")
  Optional<PersonRow> find(String issuer, String subject);

  /** Waits for a revocation on its way, and makes one wait. */
  @Query(
      """
      SELECT name, greatest(date_trunc('second', clock_timestamp()), revoked_before) AS issued_at,
        revoked_before
      FROM platform.person WHERE id = :id FOR SHARE
      """)
  Optional<AdmissionRow> admit(UUID id);

  @Query("SELECT id FROM platform.person WHERE id = :id FOR UPDATE")
  Optional<UUID> lock(UUID id);

  @Query("SELECT role FROM platform.person_role WHERE person_id = :id")
  List<String> roles(UUID id);

  @Query(
      """
      INSERT INTO platform.person_role (person_id, role) VALUES (:id, :role)
      ON CONFLICT DO NOTHING
      """)
  int grant(UUID id, String role);

  /**
   * A whole second later than every token of the past, also one of an issuer whose clock is ahead.
   * A token that is refused already cannot move it on.
   */
  @Query(
      """
      UPDATE platform.person
      SET revoked_before = greatest(
        date_trunc('second', clock_timestamp()), date_trunc('second', CAST(:issuedAt AS timestamptz)))
        + interval '1 s'
      WHERE id = :id AND revoked_before <= :issuedAt
      """)
  int revokeAskedBy(UUID id, Instant issuedAt);

  @Query(
      """
      UPDATE platform.person
      SET revoked_before = greatest(date_trunc('second', clock_timestamp()), revoked_before)
        + interval '1 s'
      WHERE id = :id
      """)
  int revoke(UUID id);

  @Query(
      """
      SELECT id, revoked_before FROM platform.person
      WHERE revoked_before > 'epoch'
        AND revoked_before > clock_timestamp() - :seconds * interval '1 s'
      """)
  List<RevocationRow> revokedDuring(long seconds);

  @Query("SELECT revoked_before FROM platform.person WHERE id = :id")
  Optional<Instant> revokedBefore(UUID id);
}
