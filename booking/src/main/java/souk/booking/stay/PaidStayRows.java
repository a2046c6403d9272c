package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a stay is paid for and booked. Whoever moves one has locked it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PaidStayRows extends GenericRepository<StayRow, UUID> {
  /** Begins an attempt to pay for a hold that lasts. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'PAYING', held_until = expires_at,
        expires_at =
          greatest(expires_at, clock_timestamp() + :payMillis * interval '1 ms'),
        attempt = attempt + 1, card_id = :cardId, payment = NULL, payment_reason = NULL,
        charge_version = 0, version = version + 1, moved_at = clock_timestamp(),
        phase = 'AUTHORIZE', phase_since = clock_timestamp(), next_wake_at = clock_timestamp()
      WHERE id = :id AND status = 'HELD' AND expires_at > clock_timestamp()
      RETURNING *
      """)
  List<StayRow> pay(UUID id, UUID cardId, long payMillis);

  @Query(
      """
      UPDATE booking.stay
      SET payment = :payment, payment_reason = :reason, charge_version = :chargeVersion,
        captured_minor = :capturedMinor, version = version + 1, moved_at = clock_timestamp(),
        phase_since = CASE WHEN phase = :phase THEN phase_since ELSE clock_timestamp() END,
        phase = :phase,
        next_wake_at = CASE WHEN :phase = 'AWAIT_STAY'
          THEN least(leave_by, CASE WHEN divided_at IS NULL THEN divide_at END)
          ELSE clock_timestamp() + :patienceMillis * interval '1 ms' END
      WHERE id = :id AND attempt = :attempt
      RETURNING *
      """)
  List<StayRow> follow(
      UUID id,
      int attempt,
      String payment,
      @Nullable String reason,
      long chargeVersion,
      long capturedMinor,
      String phase,
      long patienceMillis);

  /** Books what is paid for in time; its nights are locked. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'CONFIRMED', confirmed_at = clock_timestamp(),
        confirmation = upper(city_id) || '-S' || nextval('booking.confirmation_number'),
        arrives_from = :arrivesFrom, leave_by = :leaveBy,
        -- who books late has some hours to come
        no_show_from = greatest(:noShowFrom, clock_timestamp() + interval '3 h'),
        version = version + 1, moved_at = clock_timestamp(), phase = :phase,
        phase_since = clock_timestamp(), next_wake_at = clock_timestamp()
      WHERE id = :id AND status = 'PAYING' AND expires_at > clock_timestamp()
      RETURNING *
      """)
  List<StayRow> book(
      UUID id, Instant arrivesFrom, Instant noShowFrom, Instant leaveBy, String phase);

  /** After a refusal the rooms are held for as long as they were before. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'HELD', expires_at = held_until, version = version + 1,
        moved_at = clock_timestamp(), phase = 'AT_REST', phase_since = clock_timestamp()
      WHERE id = :id AND status = 'PAYING' AND held_until > clock_timestamp()
      RETURNING *
      """)
  List<StayRow> holdOn(UUID id);

  /** After a refusal that came when the hold was over; its nights are locked. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'EXPIRED', version = version + 1, ended_at = clock_timestamp(),
        moved_at = clock_timestamp(), phase = 'AT_REST', phase_since = clock_timestamp()
      WHERE id = :id AND status = 'PAYING' AND held_until <= clock_timestamp()
      RETURNING *
      """)
  List<StayRow> letGo(UUID id);

  @Query(
      """
      UPDATE booking.stay
      SET refunded_at = clock_timestamp(), version = version + 1, moved_at = clock_timestamp(),
        phase = 'AT_REST', phase_since = clock_timestamp()
      WHERE id = :id AND phase = 'REFUND'
      RETURNING *
      """)
  List<StayRow> refunded(UUID id);

  @Query("SELECT phase, next_wake_at FROM booking.stay WHERE id = :id")
  Optional<StandingRow> standing(UUID id);

  /** What a saga reads at each turn. */
  @Introspected
  record StandingRow(String phase, Instant nextWakeAt) {}

  /** Puts the next look off, when it was due: whoever looks says so. */
  @Query(
      """
      UPDATE booking.stay
      SET next_wake_at = CASE WHEN phase = 'AWAIT_STAY'
        THEN least(leave_by, CASE WHEN divided_at IS NULL THEN divide_at END)
        ELSE clock_timestamp() + :patienceMillis * interval '1 ms' END
      WHERE id = :id AND phase <> 'AT_REST'
        AND next_wake_at < clock_timestamp() + interval '100 ms'
      """)
  int lookAgainLater(UUID id, long patienceMillis);

  /** Whoever has waited long is looked at less often; one that is slept in waits for its day. */
  @Query(
      """
      UPDATE booking.stay
      SET next_wake_at = clock_timestamp() + (1 + random()) * least(
            interval '15 s', greatest(interval '2 s', clock_timestamp()
              - CASE WHEN phase = 'AWAIT_STAY' THEN next_wake_at ELSE moved_at END))
      WHERE id IN (SELECT id FROM booking.stay
                   WHERE phase <> 'AT_REST' AND next_wake_at < clock_timestamp() - interval '2 s'
                   ORDER BY next_wake_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<StayRow> claimOverdue(int limit);

  /** The stay itself has not moved, so nothing but the claim is written. */
  @Query(
      """
      UPDATE booking.stay SET driven_anew_at = clock_timestamp()
      WHERE id IN (SELECT id FROM booking.stay
                   WHERE phase IN ('AUTHORIZE', 'CONCLUDE', 'CAPTURE', 'UNDO', 'RELEASE', 'REFUND')
                     AND greatest(moved_at, driven_anew_at) < clock_timestamp() - interval '30 s'
                   ORDER BY moved_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED)
      RETURNING *
      """)
  List<StayRow> claimStuck(int limit);

  /** One whose next look is far away has no saga that could have been lost. */
  @Query(
      """
      SELECT * FROM booking.stay
      WHERE phase <> 'AT_REST' AND id > :after
        AND (phase <> 'AWAIT_STAY' OR next_wake_at < clock_timestamp() + interval '1 h')
      ORDER BY id LIMIT :limit
      """)
  List<StayRow> openAfter(UUID after, int limit);
}
