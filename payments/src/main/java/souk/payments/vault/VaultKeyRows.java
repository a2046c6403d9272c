package souk.payments.vault;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface VaultKeyRows extends GenericRepository<VaultKey, Integer> {
  @Query("SELECT * FROM payments.vault_key WHERE purpose = :purpose AND status = 'PRIMARY'")
  Optional<VaultKey> primary(String purpose);

  @Query("SELECT * FROM payments.vault_key WHERE purpose = :purpose AND version = :version")
  Optional<VaultKey> find(String purpose, int version);

  @Query(
      """
      SELECT * FROM payments.vault_key
      WHERE purpose = :purpose AND status <> 'RETIRED' ORDER BY version
      """)
  List<VaultKey> live(String purpose);

  /** The live keys, which nobody retires or puts behind another before this transaction ends. */
  @Query(
      """
      SELECT * FROM payments.vault_key
      WHERE status <> 'RETIRED' ORDER BY purpose, version FOR SHARE
      """)
  List<VaultKey> liveShared();

  @Query(
      """
      SELECT * FROM payments.vault_key
      WHERE purpose = :purpose AND version = :version AND status = 'OLD' FOR UPDATE
      """)
  Optional<VaultKey> lockOld(String purpose, int version);

  @Query("SELECT coalesce(max(version), 0) FROM payments.vault_key WHERE purpose = :purpose")
  int latest(String purpose);

  /** The one that was primary is read only from now on; answers how many there were. */
  @Query(
      """
      UPDATE payments.vault_key SET status = 'OLD'
      WHERE purpose = :purpose AND version = :version AND status = 'PRIMARY'
      """)
  int supersede(String purpose, int version);

  @Query(
      """
      INSERT INTO payments.vault_key (purpose, version, status, key_uri)
      VALUES ('WRAP', :version, 'PRIMARY', :keyUri) ON CONFLICT DO NOTHING
      """)
  int addWrap(int version, String keyUri);

  /** Adds a key that makes fingerprints, unless the one that wraps it has been retired. */
  @Query(
      """
      INSERT INTO payments.vault_key (purpose, version, status, material, wrapped_by)
      SELECT 'FINGERPRINT', :version, 'PRIMARY', :material, k.version FROM payments.vault_key k
      WHERE k.purpose = 'WRAP' AND k.version = :wrappedBy AND k.status <> 'RETIRED'
      FOR SHARE OF k
      ON CONFLICT DO NOTHING
      """)
  int addFingerprint(int version, byte[] material, int wrappedBy);

  @Query(
      """
      UPDATE payments.vault_key SET material = :material, wrapped_by = :wrappedBy
      WHERE purpose = 'FINGERPRINT' AND version = :version AND wrapped_by = :wrappedBefore
      """)
  int rewrap(int version, byte[] material, int wrappedBy, int wrappedBefore);

  @Query(
      """
      SELECT (SELECT count(*) FROM payments.vault_number WHERE wrapped_by = :version)
           + (SELECT count(*) FROM payments.vault_key WHERE wrapped_by = :version)
      """)
  long wrappedBy(int version);

  @Query(
      """
      UPDATE payments.vault_key
      SET status = 'RETIRED', retired_at = clock_timestamp(), material = NULL, wrapped_by = NULL
      WHERE purpose = :purpose AND version = :version AND status = 'OLD'
      """)
  int retire(String purpose, int version);
}
