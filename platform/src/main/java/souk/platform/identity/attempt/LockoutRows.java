package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface LockoutRows extends GenericRepository<LockoutRow, String> {
  /** An hour without an attempt begins anew. The exponent is bounded so that nothing overflows. */
  @Query(
      """
      INSERT INTO platform.attempt_lockout AS lockout (key, failures, blocked_until, last_at)
      VALUES (:key, 1, 'epoch', clock_timestamp())
      ON CONFLICT (key) DO UPDATE
      SET failures = CASE
            WHEN lockout.last_at < clock_timestamp() - interval '1 hour' THEN 1
            ELSE lockout.failures + 1
          END,
          blocked_until = CASE
            WHEN lockout.last_at < clock_timestamp() - interval '1 hour'
              OR lockout.failures + 1 < :free THEN 'epoch'
            ELSE clock_timestamp() + interval '1 ms'
              * least(:longestMs, :firstMs * power(2, least(lockout.failures + 1 - :free, 20)))
          END,
          last_at = clock_timestamp()
      WHERE lockout.blocked_until <= clock_timestamp()
      """)
  int take(String key, int free, long firstMs, long longestMs);

  @Query(
      """
      SELECT CAST(ceil(extract(epoch FROM blocked_until - clock_timestamp()) * 1000) AS bigint)
      FROM platform.attempt_lockout WHERE key = :key
      """)
  Optional<Long> blockedForMs(String key);

  /** An attempt is admitted only while nothing blocks, so what blocks now is the attempt's own. */
  @Query(
      """
      UPDATE platform.attempt_lockout
      SET failures = greatest(failures - 1, 0), blocked_until = 'epoch'
      WHERE key = :key
      """)
  int giveBack(String key);

  @Query("DELETE FROM platform.attempt_lockout WHERE key = :key")
  int clear(String key);

  @Query(
      """
      DELETE FROM platform.attempt_lockout
      WHERE last_at < clock_timestamp() - interval '1 day'
        AND blocked_until < clock_timestamp()
      """)
  int forget();
}
