package souk.payments.psp;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What processes say of their breakers; all instants are the database's. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BreakerRows extends GenericRepository<BreakerRow, String> {
  @Query(
      """
      INSERT INTO payments.psp_breaker (provider, process, state, left_alone_until, reported_at)
      VALUES (:provider, :process, :state,
        clock_timestamp() + CAST(:leftAloneMillis AS bigint) * interval '1 ms', clock_timestamp())
      ON CONFLICT (provider, process) DO UPDATE
      SET state = excluded.state, left_alone_until = excluded.left_alone_until,
        reported_at = excluded.reported_at
      """)
  int say(String provider, UUID process, String state, @Nullable Long leftAloneMillis);

  /** What the others have said in the last so many milliseconds, for which it is believed. */
  @Query(
      """
      SELECT state,
        CAST(greatest(0, coalesce(extract(epoch FROM left_alone_until - clock_timestamp()), 0))
          * 1000 AS bigint) AS left_alone_millis,
        :believedMillis - CAST(greatest(0, extract(epoch FROM clock_timestamp() - reported_at))
          * 1000 AS bigint) AS believed_millis
      FROM payments.psp_breaker
      WHERE provider = :provider AND process <> :process
        AND reported_at > clock_timestamp() - :believedMillis * interval '1 ms'
      """)
  List<BreakerRow> others(String provider, UUID process, long believedMillis);

  @Query(
      """
      DELETE FROM payments.psp_breaker
      WHERE provider = :provider AND reported_at < clock_timestamp() - interval '1 day'
      """)
  int forget(String provider);
}
