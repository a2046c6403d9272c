package souk.platform.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeaseRows extends GenericRepository<LeaseRow, String> {
  @Query(
      """
      INSERT INTO platform.lease (name, holder, expires_at)
      VALUES (:name, :holder, clock_timestamp() + :millis * interval '1 ms')
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
      WHERE lease.holder = excluded.holder OR lease.expires_at < clock_timestamp()
      """)
  int take(String name, String holder, long millis);

  @Query("UPDATE platform.lease SET expires_at = '-infinity' WHERE holder = :holder")
  int giveUp(String holder);
}
