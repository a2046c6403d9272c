package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RateRows extends GenericRepository<RateRow, String> {
  @Query(
      """
      INSERT INTO platform.attempt_rate AS rate (key, due_at)
      VALUES (:key, clock_timestamp() + :intervalMs * interval '1 ms')
      ON CONFLICT (key) DO UPDATE
      SET due_at = greatest(rate.due_at, clock_timestamp()) + :intervalMs * interval '1 ms'
      WHERE rate.due_at <= clock_timestamp() + :slackMs * interval '1 ms'
      """)
  int take(String key, long intervalMs, long slackMs);

  @Query(
      """
      UPDATE platform.attempt_rate SET due_at = due_at - :intervalMs * interval '1 ms'
      WHERE key = :key
      """)
  int giveBack(String key, long intervalMs);

  @Query(
      """
      SELECT CAST(ceil(extract(epoch FROM due_at - clock_timestamp()) * 1000) AS bigint)
      FROM platform.attempt_rate WHERE key = :key
      """)
  Optional<Long> dueInMs(String key);

  @Query("DELETE FROM platform.attempt_rate WHERE due_at < clock_timestamp()")
  int forget();
}
