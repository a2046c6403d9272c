package souk.platform.identity.attempt;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface KnownPlaceRows extends GenericRepository<KnownPlaceRow, String> {
  @Query("SELECT count(*) > 0 FROM platform.known_place WHERE key = :key")
  boolean has(String key);

  @Query(
      """
      INSERT INTO platform.known_place (key, last_at) VALUES (:key, clock_timestamp())
      ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at
      """)
  int remember(String key);

  @Query("DELETE FROM platform.known_place WHERE last_at < clock_timestamp() - interval '30 days'")
  int forget();
}
