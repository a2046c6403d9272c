package souk.payments.charge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChargeRows extends GenericRepository<ChargeRow, UUID> {
  @Query("SELECT * FROM payments.charge WHERE id = :id")
  Optional<ChargeRow> find(UUID id);

  @Query("SELECT * FROM payments.charge WHERE id = :id FOR UPDATE")
  Optional<ChargeRow> lock(UUID id);

  @Query(
      """
      INSERT INTO payments.charge
        (id, order_kind, order_id, payer_id, card_id, payment_method, psp_customer, amount_minor,
         currency, status, operation, generation, release_wanted, psp_reference, authorized_minor,
         capturing_minor, captured_minor, reason, psp_code, capture_before, version, looks,
         intended_at, moved_at, next_wake_at, settled_at)
      VALUES
        (:id, :orderKind, :orderId, :payerId, :cardId, :paymentMethod, :pspCustomer, :amountMinor,
         :currency, :status, :operation, :generation, :releaseWanted, :pspReference,
         :authorizedMinor, :capturingMinor, :capturedMinor, :reason, :pspCode, :captureBefore,
         :version, :looks, :intendedAt, :movedAt, :nextWakeAt, :settledAt)
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(ChargeRow row);

  /** Writes what changes in a charge's life, if the row is still of the version before. */
  @Query(
      """
      UPDATE payments.charge
      SET status = :status, operation = :operation, generation = :generation,
          release_wanted = :releaseWanted, psp_reference = :pspReference,
          authorized_minor = :authorizedMinor, capturing_minor = :capturingMinor,
          captured_minor = :capturedMinor, reason = :reason, psp_code = :pspCode,
          capture_before = :captureBefore, version = :version, looks = :looks,
          intended_at = :intendedAt, moved_at = :movedAt, next_wake_at = :nextWakeAt,
          settled_at = :settledAt
      WHERE id = :id AND version = :version - 1
      """)
  int update(ChargeRow row);

  /** Claims charges that somebody should look at; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.charge
      SET looks = looks + 1, next_wake_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.charge
                   WHERE settled_at IS NULL AND next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<ChargeRow> claimDue(long leaseMillis, int limit);

  /** Puts off the next look at a charge that has not moved since. */
  @Query(
      """
      UPDATE payments.charge SET next_wake_at = clock_timestamp() + :millis * interval '1 ms'
      WHERE id = :id AND version = :version AND settled_at IS NULL
      """)
  int lookLater(UUID id, long version, long millis);

  @Query(
      """
      INSERT INTO payments.order_claim (order_kind, order_id, charge_id)
      VALUES (:orderKind, :orderId, :chargeId)
      ON CONFLICT (order_kind, order_id) DO NOTHING
      """)
  int claimOrder(String orderKind, UUID orderId, UUID chargeId);

  @Query("DELETE FROM payments.order_claim WHERE charge_id = :chargeId")
  int giveUpOrder(UUID chargeId);
}
