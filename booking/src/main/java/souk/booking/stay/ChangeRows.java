package souk.booking.stay;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** How booked stays are changed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRows extends GenericRepository<StayRow, UUID> {
  /** Gives it the terms of a change; it and its nights are locked. */
  @Query(
      """
      UPDATE booking.stay
      SET quote = :quote, departure = CAST(:departure AS date), guest_name = :guestName,
        total_minor = :totalMinor, leave_by = :leaveBy, changes = changes + 1,
        changes_refunded = CASE WHEN :refundMinor = 0 THEN changes + 1 ELSE changes_refunded END,
        change_fee_minor = change_fee_minor + :feeMinor,
        returned_minor = returned_minor + :refundMinor,
        version = version + 1, moved_at = clock_timestamp(),
        phase = CASE WHEN :refundMinor = 0 THEN phase ELSE 'REFUND' END,
        phase_since = clock_timestamp(),
        next_wake_at = CASE WHEN :refundMinor = 0 THEN :leaveBy ELSE clock_timestamp() END
      WHERE id = :id AND status = 'CONFIRMED' AND phase = 'AWAIT_STAY' AND changes = :before
      RETURNING *
      """)
  List<StayRow> change(
      UUID id,
      int before,
      String quote,
      LocalDate departure,
      String guestName,
      long totalMinor,
      Instant leaveBy,
      long feeMinor,
      long refundMinor);

  @Query(
      """
      INSERT INTO booking.stay_change
        (stay_id, number, quote_id, before, guest_before, fee_minor, refund_minor)
      VALUES (:stayId, :number, :quoteId, :before, :guestBefore, :feeMinor, :refundMinor)
      """)
  void note(
      UUID stayId,
      int number,
      UUID quoteId,
      String before,
      String guestBefore,
      long feeMinor,
      long refundMinor);

  /** Payments knows what goes back of the last change; its stay is locked. */
  @Query(
      """
      UPDATE booking.stay
      SET changes_refunded = changes, version = version + 1, moved_at = clock_timestamp(),
        phase = 'AWAIT_STAY', phase_since = clock_timestamp(), next_wake_at = leave_by
      WHERE id = :id AND status = 'CONFIRMED' AND phase = 'REFUND'
      RETURNING *
      """)
  List<StayRow> refunded(UUID id);
}
