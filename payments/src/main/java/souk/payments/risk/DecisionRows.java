package souk.payments.risk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DecisionRows extends GenericRepository<DecisionRow, UUID> {
  @Query(
      """
      SELECT * FROM payments.risk_decision
      WHERE order_kind = :orderKind AND order_id = :orderId ORDER BY decided_at LIMIT :limit
      """)
  List<DecisionRow> ofOrder(String orderKind, UUID orderId, int limit);

  @Query("SELECT * FROM payments.risk_decision WHERE charge_id = :chargeId")
  Optional<DecisionRow> find(UUID chargeId);
}
