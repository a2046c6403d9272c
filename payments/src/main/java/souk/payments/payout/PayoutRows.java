package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PayoutRows extends GenericRepository<PayoutRow, UUID> {
  @Query("SELECT * FROM payments.payout WHERE id = :id")
  Optional<PayoutRow> find(UUID id);

  @Query("SELECT * FROM payments.payout WHERE id = :id FOR UPDATE")
  Optional<PayoutRow> lock(UUID id);

  /**
   * Adds a payout unless the payee has one of this window and what he earned it in; answers how
   * many were added.
   */
  @Query(
      """
      INSERT INTO payments.payout
        (id, payee_id, psp_account, amount_minor, currency, method, window_start, earned_since,
         status, asked, unanswered, taken_back, generation, version, looks, intended_at, moved_at,
         next_wake_at, earned_currency, changed_minor, spread_minor,
         rate_id, rate, rate_base, rate_source, rate_as_of)
      SELECT
        CAST(:id AS uuid), CAST(:payeeId AS uuid), CAST(:pspAccount AS text),
        CAST(:amountMinor AS bigint), CAST(:currency AS text), CAST(:method AS text),
        CAST(:windowStart AS timestamptz), CAST(:earnedSince AS timestamptz),
        'PENDING', false, false, false, 1, 1, 0, clock_timestamp(), clock_timestamp(),
        clock_timestamp(), CAST(:earnedCurrency AS text), CAST(:changedMinor AS bigint),
        CAST(:spreadMinor AS bigint), rate.id, rate.rate, rate.base, rate.source, rate.as_of
      FROM (VALUES (1)) one
      LEFT JOIN payments.fx_rate rate ON rate.id = CAST(:rateId AS uuid)
      ON CONFLICT ON CONSTRAINT payout_once_per_window DO NOTHING
      """)
  int enter(
      UUID id,
      UUID payeeId,
      String pspAccount,
      long amountMinor,
      String currency,
      String method,
      Instant windowStart,
      Instant earnedSince,
      String earnedCurrency,
      @Nullable Long changedMinor,
      @Nullable Long spreadMinor,
      @Nullable UUID rateId);

  @Query(
      """
      INSERT INTO payments.payout_exchange
        (payout_id, account, sold_minor, worth_minor, spread_points, spread_minor, rounding_minor,
         bought_minor, shift)
      VALUES
        (:payoutId, :account, :soldMinor, :worthMinor, :spreadPoints, :spreadMinor, :roundingMinor,
         :boughtMinor, :shift)
      """)
  int addExchange(
      UUID payoutId,
      String account,
      long soldMinor,
      long worthMinor,
      int spreadPoints,
      long spreadMinor,
      long roundingMinor,
      long boughtMinor,
      int shift);

  @Query(
      """
      INSERT INTO payments.payout_item (payout_id, account, amount_minor)
      VALUES (:payoutId, :account, :amountMinor)
      """)
  int addItem(UUID payoutId, String account, long amountMinor);

  /** Moves a payout if it is still of the version before; answers how many moved. */
  @Query(
      """
      UPDATE payments.payout
      SET status = :status, batch_id = :batchId, method = coalesce(CAST(:method AS text), method),
          asked = :asked, unanswered = :unanswered, transfer = :transfer,
          transferred_minor = :transferredMinor, psp_payout = :pspPayout,
          taken_back = :takenBack, setback = :setback, psp_code = :pspCode,
          generation = :generation, version = :version, looks = :looks,
          intended_at = :intendedAt, moved_at = :now, next_wake_at = :nextWakeAt,
          finished_at = :finishedAt
      WHERE id = :id AND version = :version - 1
      """)
  int update(
      UUID id,
      long version,
      String status,
      @Nullable UUID batchId,
      @Nullable String method,
      boolean asked,
      boolean unanswered,
      @Nullable String transfer,
      @Nullable Long transferredMinor,
      @Nullable String pspPayout,
      boolean takenBack,
      @Nullable String setback,
      @Nullable String pspCode,
      int generation,
      int looks,
      Instant intendedAt,
      Instant now,
      @Nullable Instant nextWakeAt,
      @Nullable Instant finishedAt);

  /** When the provider expects it at the bank, if it says something new. */
  @Query(
      """
      UPDATE payments.payout SET expected_at = :expectedAt
      WHERE id = :id AND expected_at IS DISTINCT FROM :expectedAt
      """)
  int expect(UUID id, Instant expectedAt);

  /** What has not left as far as our rows know, the oldest first. */
  @Query(
      """
      SELECT * FROM payments.payout
      WHERE payee_id = :payeeId AND status IN ('PENDING', 'BATCHED') ORDER BY taken_up_at, id
      """)
  List<PayoutRow> unsentOf(UUID payeeId);

  @Query(
      """
      INSERT INTO payments.payout_log (payout_id, version, what, status, detail)
      VALUES (:payoutId, :version, :what, :status, :detail)
      """)
  int log(UUID payoutId, long version, String what, String status, @Nullable String detail);

  /** The currencies in which payouts wait for their batch. */
  @Query("SELECT DISTINCT currency FROM payments.payout WHERE status = 'PENDING'")
  List<String> pendingCurrencies();

  @Query(
      """
      SELECT * FROM payments.payout WHERE status = 'PENDING' AND currency = :currency
      ORDER BY taken_up_at LIMIT :limit FOR UPDATE SKIP LOCKED
      """)
  List<PayoutRow> lockPending(String currency, int limit);

  @Query(
      """
      INSERT INTO payments.payout_batch (id, currency, payouts, total_minor)
      VALUES (:id, :currency, :payouts, :totalMinor)
      """)
  int addBatch(UUID id, String currency, int payouts, long totalMinor);

  /** Claims payouts that somebody should look at; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.payout
      SET looks = looks + 1, next_wake_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.payout
                   WHERE finished_at IS NULL AND status <> 'PENDING'
                     AND next_wake_at <= clock_timestamp()
                   ORDER BY next_wake_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<PayoutRow> claimDue(long leaseMillis, int limit);

  /** Puts off the next look at a payout that has not moved since. */
  @Query(
      """
      UPDATE payments.payout SET next_wake_at = :nextWakeAt
      WHERE id = :id AND version = :version AND finished_at IS NULL
      """)
  int lookLater(UUID id, long version, Instant nextWakeAt);

  /** What arrived may still be sent back, however late; what never arrives stays so. */
  @Query(
      """
      UPDATE payments.payout SET next_wake_at = clock_timestamp(), finished_at = NULL
      WHERE (id = :id OR transfer = :reference OR psp_payout = :reference)
        AND (finished_at IS NULL OR status = 'SETTLED')
      """)
  int wake(@Nullable UUID id, String reference);

  @Query(
      """
      UPDATE payments.payout SET next_wake_at = clock_timestamp()
      WHERE id = :id AND finished_at IS NULL
      """)
  int hurry(UUID id);

  @Query(
      "SELECT amount_minor FROM payments.payout_item WHERE payout_id = :id AND account = :account")
  Optional<Long> item(UUID id, String account);

  @Query("SELECT * FROM payments.payout WHERE id = :id AND payee_id = :payeeId")
  Optional<PayoutRow> ofPayee(UUID payeeId, UUID id);

  /** Those before the cursor that fit, newest first; null fits all. */
  @Query(
      """
      SELECT * FROM payments.payout
      WHERE (CAST(:payee AS uuid) IS NULL OR payee_id = CAST(:payee AS uuid))
        AND (CAST(:batch AS uuid) IS NULL OR batch_id = CAST(:batch AS uuid))
        AND (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
        AND (CAST(:reference AS text) IS NULL OR transfer = CAST(:reference AS text)
             OR psp_payout = CAST(:reference AS text))
        AND taken_up_at >= :from AND taken_up_at < :until
        AND (taken_up_at, id) < (:before, :beforeId)
      ORDER BY taken_up_at DESC, id DESC LIMIT :limit
      """)
  List<PayoutRow> page(
      @Nullable UUID payee,
      @Nullable UUID batch,
      @Nullable String status,
      @Nullable String reference,
      Instant from,
      Instant until,
      Instant before,
      UUID beforeId,
      int limit);

  /** A line of a payout's log. */
  @Introspected
  @Schema(name = "PayoutLogLine")
  record LogLine(Instant at, String what, String status, @Nullable String detail) {}

  @Query(
      """
      SELECT at, what, status, detail FROM payments.payout_log
      WHERE payout_id = :id ORDER BY version LIMIT :limit
      """)
  List<LogLine> logOf(UUID id, int limit);
}
