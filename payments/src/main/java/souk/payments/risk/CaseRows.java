package souk.payments.risk;

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
interface CaseRows extends GenericRepository<CaseRow, UUID> {
  @Query("SELECT * FROM payments.risk_case WHERE id = :id")
  Optional<CaseRow> find(UUID id);

  @Query(
      """
      SELECT * FROM payments.risk_case
      WHERE (NOT :open OR finding IS NULL) AND (created_at, id) < (:beforeAt, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<CaseRow> page(boolean open, Instant beforeAt, UUID beforeId, int limit);

  /** Closes a case that is still open; answers how many there were. */
  @Query(
      """
      UPDATE payments.risk_case
      SET finding = :finding, decided_by = CAST(:decidedBy AS uuid), reason = :reason,
          decided_at = clock_timestamp()
      WHERE id = :id AND finding IS NULL
      """)
  int decide(UUID id, String finding, @Nullable UUID decidedBy, String reason);

  @Query(
      """
      INSERT INTO payments.risk_listed (kind, key, charge_id) VALUES (:kind, :key, :chargeId)
      ON CONFLICT DO NOTHING
      """)
  int list(String kind, String key, UUID chargeId);

  @Query("DELETE FROM payments.risk_listed WHERE kind = :kind AND key = :key")
  int unlist(String kind, String key);
}
