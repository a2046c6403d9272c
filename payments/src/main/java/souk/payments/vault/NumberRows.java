package souk.payments.vault;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface NumberRows extends GenericRepository<NumberRow, String> {
  @Query("SELECT * FROM payments.vault_number WHERE token = :token")
  Optional<NumberRow> find(String token);

  @Query(
      """
      INSERT INTO payments.vault_number
        (token, number_id, ciphertext, wrapped_key, wrapped_by, brand, first_digits, last4,
         exp_month, exp_year)
      VALUES
        (:token, :numberId, :ciphertext, :wrappedKey, :wrappedBy, :brand, :firstDigits, :last4,
         :expMonth, :expYear)
      """)
  int add(
      String token,
      UUID numberId,
      byte[] ciphertext,
      byte[] wrappedKey,
      int wrappedBy,
      String brand,
      String firstDigits,
      String last4,
      int expMonth,
      int expYear);

  /** Destroys the data key, and with it the number; answers how many were still there. */
  @Query(
      """
      UPDATE payments.vault_number
      SET wrapped_key = NULL, wrapped_by = NULL, destroyed_at = clock_timestamp()
      WHERE token = :token AND destroyed_at IS NULL
      """)
  int destroy(String token);

  /** Those behind a key, by their tokens. */
  @Query(
      """
      SELECT * FROM payments.vault_number WHERE wrapped_by = :version AND token > :after
      ORDER BY token LIMIT :limit
      """)
  List<NumberRow> wrappedBy(int version, String after, int limit);

  /** Another wrapping of the same data key, unless somebody rewrapped or destroyed it meanwhile. */
  @Query(
      """
      UPDATE payments.vault_number SET wrapped_key = :wrappedKey, wrapped_by = :wrappedBy
      WHERE token = :token AND wrapped_by = :wrappedBefore
      """)
  int rewrap(String token, byte[] wrappedKey, int wrappedBy, int wrappedBefore);

  @Query(
      """
      SELECT number_id FROM payments.vault_fingerprint
      WHERE key_version = :keyVersion AND fingerprint = :fingerprint
      """)
  Optional<UUID> numberOf(int keyVersion, byte[] fingerprint);

  @Query(
      """
      INSERT INTO payments.vault_fingerprint (key_version, fingerprint, number_id)
      VALUES (:keyVersion, :fingerprint, :numberId) ON CONFLICT DO NOTHING
      """)
  int addFingerprint(int keyVersion, byte[] fingerprint, UUID numberId);

  /** For each number that lacks a fingerprint of this version, one token that still opens it. */
  @Query(
      """
      SELECT DISTINCT ON (n.number_id) n.* FROM payments.vault_number n
      WHERE n.destroyed_at IS NULL AND n.number_id > :after
        AND NOT EXISTS (SELECT FROM payments.vault_fingerprint f
                        WHERE f.number_id = n.number_id AND f.key_version = :keyVersion)
      ORDER BY n.number_id, n.token LIMIT :limit
      """)
  List<NumberRow> withoutFingerprint(int keyVersion, UUID after, int limit);

  @Query("DELETE FROM payments.vault_fingerprint WHERE key_version = :keyVersion")
  int forgetFingerprints(int keyVersion);
}
