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
interface DecisionRows extends GenericRepository<DecisionRow, UUID> {
  @Query("SELECT verdict FROM payments.risk_decision WHERE charge_id = :chargeId")
  Optional<String> verdict(UUID chargeId);

  @Query(
      """
      SELECT * FROM payments.risk_decision
      WHERE order_kind = :orderKind AND order_id = :orderId ORDER BY decided_at LIMIT :limit
      """)
  List<DecisionRow> ofOrder(String orderKind, UUID orderId, int limit);

  @Query("SELECT * FROM payments.risk_decision WHERE charge_id = :chargeId")
  Optional<DecisionRow> find(UUID chargeId);

  @Query(
      """
      INSERT INTO payments.risk_decision
        (charge_id, order_kind, order_id, payer_id, card_id, card, device, network, card_country,
         address_country, amount_minor, currency, verdict, findings, decided_at)
      VALUES
        (:chargeId, :orderKind, :orderId, :payerId, :cardId, :card, CAST(:device AS text),
         CAST(:network AS text), CAST(:cardCountry AS text), CAST(:addressCountry AS text),
         :amountMinor, :currency, :verdict, :findings, :decidedAt)
      ON CONFLICT DO NOTHING
      """)
  int add(
      UUID chargeId,
      String orderKind,
      UUID orderId,
      UUID payerId,
      UUID cardId,
      String card,
      @Nullable String device,
      @Nullable String network,
      @Nullable String cardCountry,
      @Nullable String addressCountry,
      long amountMinor,
      String currency,
      String verdict,
      String findings,
      Instant decidedAt);

  @Query(
      """
      INSERT INTO payments.risk_hit (rule, version, charge_id, mode, verdict, decided_at)
      VALUES (:rule, :version, :chargeId, :mode, :verdict, :decidedAt)
      """)
  int addHit(
      String rule, int version, UUID chargeId, String mode, String verdict, Instant decidedAt);

  /** Whether operators have listed the card or the account. */
  @Query(
      """
      SELECT EXISTS (SELECT FROM payments.risk_listed
                     WHERE (kind = 'CARD' AND key = :card) OR (kind = 'ACCOUNT' AND key = :payer))
      """)
  boolean listed(String card, String payer);
}
