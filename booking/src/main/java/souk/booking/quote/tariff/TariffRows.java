package souk.booking.quote.tariff;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TariffRows extends GenericRepository<TariffRow, UUID> {
  /** What is in force in a city, or in all; by city and product. */
  @Query(
      """
      SELECT DISTINCT ON (city_id, product) * FROM booking.tariff
      WHERE effective_from <= clock_timestamp()
        AND (CAST(:cityId AS text) IS NULL OR city_id = :cityId)
      ORDER BY city_id, product, version DESC
      """)
  List<TariffRow> inForce(@Nullable String cityId);

  @Query(
      """
      SELECT * FROM booking.tariff
      WHERE city_id = :cityId AND product = :product AND effective_from <= clock_timestamp()
      ORDER BY version DESC LIMIT 1
      """)
  Optional<TariffRow> inForce(String cityId, String product);

  /** All versions, those to come too, the highest first. */
  @Query(
      """
      SELECT * FROM booking.tariff
      WHERE city_id = :cityId AND product = :product AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<TariffRow> history(String cityId, String product, Instant before, UUID beforeId, int limit);

  @Query("SELECT * FROM booking.tariff WHERE id = :id")
  Optional<TariffRow> find(UUID id);

  @Query(
      """
      SELECT * FROM booking.tariff
      WHERE city_id = :cityId AND product = :product AND version = :version
      """)
  Optional<TariffRow> find(String cityId, String product, long version);

  @Query(
      """
      SELECT coalesce(max(version), 0) FROM booking.tariff
      WHERE city_id = :cityId AND product = :product
      """)
  long latest(String cityId, String product);

  /**
   * Adds the version after {@code replaces}; answers 0 when that is no longer the latest. Nothing
   * takes effect before it was made.
   */
  @Query(
      """
      INSERT INTO booking.tariff
        (id, city_id, product, version, currency, terms, effective_from, made_by, reason)
      SELECT :id, :cityId, :product, coalesce(max(version), 0) + 1, :currency, :terms,
        greatest(CAST(:effectiveFrom AS timestamptz), clock_timestamp()), :madeBy, :reason
      FROM booking.tariff WHERE city_id = :cityId AND product = :product
      HAVING coalesce(max(version), 0) = :replaces
      ON CONFLICT DO NOTHING
      """)
  int enter(
      UUID id,
      String cityId,
      String product,
      long replaces,
      String currency,
      String terms,
      @Nullable Instant effectiveFrom,
      @Nullable UUID madeBy,
      String reason);
}
