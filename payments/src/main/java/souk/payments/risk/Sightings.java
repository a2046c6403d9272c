package souk.payments.risk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where payers were when they last booked or paid. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Sightings extends GenericRepository<SightingRow, UUID> {
  /** Written once a minute, and whenever something is new; else nothing is even locked. */
  @Query(
      """
      INSERT INTO payments.payer_sighting (person_id, device, network, country, seen_at)
      SELECT :person, CAST(:device AS text), CAST(:network AS text), CAST(:country AS text),
             clock_timestamp()
      WHERE NOT EXISTS (
        SELECT FROM payments.payer_sighting s
        WHERE s.person_id = :person AND s.seen_at > clock_timestamp() - interval '1 min'
          AND (s.device, s.network, s.country) IS NOT DISTINCT FROM
              (CAST(:device AS text), CAST(:network AS text), CAST(:country AS text)))
      ON CONFLICT (person_id) DO UPDATE
      SET device = excluded.device, network = excluded.network, country = excluded.country,
          seen_at = excluded.seen_at
      """)
  int seen(UUID person, @Nullable String device, String network, @Nullable String country);
}
