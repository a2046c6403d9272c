package souk.payments.webhook;

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
interface WebhookRows extends GenericRepository<WebhookRow, UUID> {
  /** Adds an event unless it is there; answers how many were added. */
  @Query(
      """
      INSERT INTO payments.webhook_event
        (id, event_id, type, created_at, object_id, metadata, payment, account, body, handled_at)
      VALUES (:id, :eventId, :type, :createdAt, :objectId, :metadata, :payment, :account, :body,
              CASE WHEN :concernsNobody THEN clock_timestamp() END)
      ON CONFLICT ON CONSTRAINT webhook_event_once DO NOTHING
      """)
  int add(
      UUID id,
      String eventId,
      String type,
      Instant createdAt,
      String objectId,
      String metadata,
      @Nullable String payment,
      @Nullable String account,
      byte[] body,
      boolean concernsNobody);

  /** Claims events that are to be handled; nobody else does for {@code leaseMillis}. */
  @Query(
      """
      UPDATE payments.webhook_event
      SET attempts = attempts + 1,
          next_attempt_at = clock_timestamp() + :leaseMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM payments.webhook_event
                   WHERE handled_at IS NULL AND dead_at IS NULL
                     AND next_attempt_at <= clock_timestamp()
                   ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<WebhookRow> claimDue(long leaseMillis, int limit);

  @Query(
      """
      UPDATE payments.webhook_event SET handled_at = clock_timestamp(), last_failure = NULL
      WHERE id IN (:ids) AND handled_at IS NULL AND dead_at IS NULL
      """)
  int handled(List<UUID> ids);

  /** It comes again after the pause, or never when it is given up. */
  @Query(
      """
      UPDATE payments.webhook_event
      SET next_attempt_at = clock_timestamp() + :pauseMillis * interval '1 ms',
          last_failure = :failure, dead_at = CASE WHEN :givenUp THEN clock_timestamp() END
      WHERE id = :id AND handled_at IS NULL
      """)
  int failed(UUID id, long pauseMillis, String failure, boolean givenUp);

  /** Begins again with an event that was given up; answers how many there were. */
  @Query(
      """
      UPDATE payments.webhook_event
      SET dead_at = NULL, attempts = 0, next_attempt_at = clock_timestamp()
      WHERE id = :id AND dead_at IS NOT NULL
      """)
  int revive(UUID id);

  @Query("SELECT * FROM payments.webhook_event WHERE id = :id")
  Optional<WebhookRow> find(UUID id);

  @Query(
      """
      SELECT * FROM payments.webhook_event
      WHERE (CAST(:dead AS boolean) IS NULL OR (dead_at IS NOT NULL) = CAST(:dead AS boolean))
        AND (CAST(:waiting AS boolean) IS NULL
             OR (handled_at IS NULL AND dead_at IS NULL) = CAST(:waiting AS boolean))
        AND (CAST(:type AS text) IS NULL OR type = CAST(:type AS text))
        AND (CAST(:objectId AS text) IS NULL OR object_id = CAST(:objectId AS text))
        AND (received_at, id) < (:before, :beforeId)
      ORDER BY received_at DESC, id DESC LIMIT :limit
      """)
  List<WebhookRow> page(
      @Nullable Boolean dead,
      @Nullable Boolean waiting,
      @Nullable String type,
      @Nullable String objectId,
      Instant before,
      UUID beforeId,
      int limit);

  /** Forgets some of what was handled long ago; what nobody could handle stays. */
  @Query(
      """
      DELETE FROM payments.webhook_event
      WHERE id IN (SELECT id FROM payments.webhook_event
                   WHERE handled_at IS NOT NULL
                     AND received_at < clock_timestamp() - :seconds * interval '1 s' LIMIT :limit)
      """)
  int forget(long seconds, int limit);
}
