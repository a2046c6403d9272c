package souk.dispatch.rating;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReputationRows extends GenericRepository<ReputationRow, UUID> {
  @Query(
      """
      INSERT INTO dispatch.reputation AS known (person_id, party, ratings, weight, weighted_stars)
      VALUES (:personId, :party, 1, :weight, CAST(:weight AS bigint) * :stars)
      ON CONFLICT (person_id, party) DO UPDATE
      SET ratings = known.ratings + 1, weight = known.weight + excluded.weight,
          weighted_stars = known.weighted_stars + excluded.weighted_stars
      """)
  int add(UUID personId, String party, int weight, int stars);

  @Query("SELECT * FROM dispatch.reputation WHERE person_id = :personId AND party = :party")
  Optional<ReputationRow> find(UUID personId, String party);

  @Query("SELECT * FROM dispatch.reputation WHERE person_id IN (:persons) AND party = :party")
  List<ReputationRow> ofAll(Collection<UUID> persons, String party);
}
