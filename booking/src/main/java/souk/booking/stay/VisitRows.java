package souk.booking.stay;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How a booked and paid stay is slept in, or not. Whoever moves one has locked it, so each is
 * judged by the clock behind the lock.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface VisitRows extends GenericRepository<StayRow, UUID> {
  @Query(
      """
      UPDATE booking.stay
      SET status = 'CHECKED_IN', checked_in_at = clock_timestamp(), version = version + 1,
        moved_at = clock_timestamp(),
        divide_at = clock_timestamp() + :divideMillis * interval '1 ms',
        next_wake_at = least(leave_by, clock_timestamp() + :divideMillis * interval '1 ms')
      WHERE id = :id AND status = 'CONFIRMED' AND phase = 'AWAIT_STAY'
        AND arrives_from <= clock_timestamp() AND leave_by > clock_timestamp()
      RETURNING *
      """)
  List<StayRow> checkIn(UUID id, long divideMillis);

  /** Its nights are locked. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'CHECKED_OUT', slept_until = CAST(:sleptUntil AS date), kept_minor = :keptMinor,
        version = version + 1, ended_at = clock_timestamp(), moved_at = clock_timestamp(),
        phase = :phase, phase_since = clock_timestamp(), next_wake_at = clock_timestamp()
      WHERE id = :id AND status = 'CHECKED_IN'
      RETURNING *
      """)
  List<StayRow> checkOut(UUID id, LocalDate sleptUntil, long keptMinor, String phase);

  /** Its nights are locked. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'NO_SHOW', fee_minor = :feeMinor, version = version + 1,
        ended_at = clock_timestamp(), moved_at = clock_timestamp(), phase = :phase,
        phase_since = clock_timestamp(), next_wake_at = clock_timestamp()
      WHERE id = :id AND status = 'CONFIRMED' AND phase = 'AWAIT_STAY'
        AND no_show_from <= clock_timestamp() AND leave_by > clock_timestamp()
      RETURNING *
      """)
  List<StayRow> noShow(UUID id, long feeMinor, String phase);

  /** Ends as booked what nobody has ended: of whom nothing was said, he came and left. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'CHECKED_OUT', slept_until = departure, kept_minor = total_minor,
        version = version + 1, ended_at = clock_timestamp(), moved_at = clock_timestamp(),
        phase = 'AT_REST', phase_since = clock_timestamp()
      WHERE id = :id AND status IN ('CONFIRMED', 'CHECKED_IN') AND phase = 'AWAIT_STAY'
        AND leave_by <= clock_timestamp()
      RETURNING *
      """)
  List<StayRow> leave(UUID id);

  /** Notes that its money is divided; once, and while its guest is here not before it is time. */
  @Query(
      """
      UPDATE booking.stay
      SET divided_at = clock_timestamp(), version = version + 1, moved_at = clock_timestamp(),
        next_wake_at = CASE WHEN phase = 'AWAIT_STAY' THEN leave_by ELSE next_wake_at END
      WHERE id = :id AND divided_at IS NULL
        AND (ended_at IS NOT NULL OR divide_at <= clock_timestamp())
      RETURNING *
      """)
  List<StayRow> divide(UUID id);
}
