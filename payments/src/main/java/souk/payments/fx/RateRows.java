package souk.payments.fx;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RateRows extends GenericRepository<RateRow, UUID> {
  /**
   * Lets a rate of this instant be the pair's latest; answers 0 when there is one as late or later.
   * Whoever else publishes one of the pair waits until the present transaction ends.
   */
  @Query(
      """
      INSERT INTO payments.fx_pair (one, other, as_of)
      VALUES (least(CAST(:base AS text), CAST(:quote AS text) COLLATE "C"),
              greatest(CAST(:base AS text), CAST(:quote AS text) COLLATE "C"), :asOf)
      ON CONFLICT (one, other) DO UPDATE SET as_of = EXCLUDED.as_of
        WHERE fx_pair.as_of < EXCLUDED.as_of
      """)
  int advance(String base, String quote, Instant asOf);

  /** Adds a rate unless the pair has one of that instant; answers how many were added. */
  @Query(
      """
      INSERT INTO payments.fx_rate (id, base, quote, rate, source, as_of, published_by)
      VALUES (:id, :base, :quote, :rate, :source, :asOf, :publishedBy)
      ON CONFLICT DO NOTHING
      """)
  int enter(
      UUID id,
      String base,
      String quote,
      BigDecimal rate,
      String source,
      Instant asOf,
      UUID publishedBy);

  /** The latest of a pair, whichever way round. */
  @Query(
      """
      SELECT * FROM payments.fx_rate
      WHERE least(base, quote) = least(CAST(:one AS text), CAST(:other AS text))
        AND greatest(base, quote) = greatest(CAST(:one AS text), CAST(:other AS text))
      ORDER BY as_of DESC LIMIT 1
      """)
  Optional<RateRow> latest(String one, String other);

  @Query(
      """
      SELECT * FROM payments.fx_rate
      WHERE least(base, quote) = least(CAST(:one AS text), CAST(:other AS text))
        AND greatest(base, quote) = greatest(CAST(:one AS text), CAST(:other AS text))
        AND as_of = :asOf
      """)
  Optional<RateRow> of(String one, String other, Instant asOf);

  /** The newest first. */
  @Query(
      """
      SELECT * FROM payments.fx_rate WHERE (as_of, id) < (:before, :beforeId)
      ORDER BY as_of DESC, id DESC LIMIT :limit
      """)
  List<RateRow> page(Instant before, UUID beforeId, int limit);
}
