package souk.booking.stay;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How rooms are promised and given back, until they are paid for. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StayRows extends GenericRepository<StayRow, UUID> {
  /** Answers 0 when the quote has expired by the database's clock, or was held before. */
  @Query(
      """
      INSERT INTO booking.stay (id, hotel_id, city_id, guest_id, guest_name, arrival, departure,
        status, quote_id, quote, total_minor, currency, expires_at)
      SELECT :id, :hotelId, :cityId, :guestId, :guestName,
        CAST(:arrival AS date), CAST(:departure AS date),
        'HELD', :quoteId, :quote, :totalMinor, :currency,
        clock_timestamp() + :holdMillis * interval '1 ms'
      WHERE :quoteExpiresAt > clock_timestamp()
      ON CONFLICT (quote_id) DO NOTHING
      """)
  int enter(
      UUID id,
      UUID hotelId,
      String cityId,
      UUID guestId,
      String guestName,
      LocalDate arrival,
      LocalDate departure,
      UUID quoteId,
      String quote,
      long totalMinor,
      String currency,
      long holdMillis,
      Instant quoteExpiresAt);

  @Query("SELECT * FROM booking.stay WHERE id = :id")
  Optional<StayRow> find(UUID id);

  @Query("SELECT * FROM booking.stay WHERE quote_id = :quoteId")
  Optional<StayRow> ofQuote(UUID quoteId);

  @Query(
      """
      SELECT * FROM booking.stay
      WHERE guest_id = :guestId AND (held_at, id) < (:before, :beforeId)
      ORDER BY held_at DESC, id DESC LIMIT :limit
      """)
  List<StayRow> history(UUID guestId, Instant before, UUID beforeId, int limit);

  /** What is or was booked at a hotel, by its confirmation, newest first. */
  @Query(
      """
      SELECT * FROM booking.stay
      WHERE hotel_id = :hotelId AND confirmed_at IS NOT NULL
        AND (confirmed_at, id) < (:before, :beforeId)
      ORDER BY confirmed_at DESC, id DESC LIMIT :limit
      """)
  List<StayRow> bookedAt(UUID hotelId, Instant before, UUID beforeId, int limit);

  @Query(
      """
      SELECT EXISTS (SELECT FROM booking.stay
        WHERE hotel_id = :hotelId AND status IN ('HELD', 'PAYING')
          AND arrival < :departure AND departure > :arrival AND expires_at <= clock_timestamp())
      """)
  boolean anyLapsed(UUID hotelId, LocalDate arrival, LocalDate departure);

  /** Its caller has locked it. */
  @Query(
      """
      UPDATE booking.stay
      SET expires_at = clock_timestamp() + :holdMillis * interval '1 ms', renewals = renewals + 1,
        version = version + 1, moved_at = clock_timestamp()
      WHERE id = :id AND status = 'HELD' AND expires_at > clock_timestamp() AND renewals = 0
      RETURNING *
      """)
  List<StayRow> renew(UUID id, long holdMillis);

  /** Its caller has locked it and its nights. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'EXPIRED', version = version + 1, ended_at = clock_timestamp(),
        moved_at = clock_timestamp(), phase = :phase, phase_since = clock_timestamp(),
        next_wake_at = clock_timestamp() + :patienceMillis * interval '1 ms'
      WHERE id = :id AND status IN ('HELD', 'PAYING') AND expires_at <= clock_timestamp()
      RETURNING *
      """)
  List<StayRow> expire(UUID id, String phase, long patienceMillis);

  /** Its caller has locked it and its nights, and knows that it has not lapsed. */
  @Query(
      """
      UPDATE booking.stay
      SET status = 'CANCELLED', reason = :reason, fee_minor = :feeMinor, version = version + 1,
        ended_at = clock_timestamp(), moved_at = clock_timestamp(), phase = :phase,
        phase_since = clock_timestamp(),
        next_wake_at = clock_timestamp() + :patienceMillis * interval '1 ms'
      WHERE id = :id AND status IN ('HELD', 'PAYING', 'CONFIRMED')
      RETURNING *
      """)
  List<StayRow> cancel(UUID id, String reason, long feeMinor, String phase, long patienceMillis);

  @Query(
      """
      SELECT id FROM booking.stay
      WHERE status IN ('HELD', 'PAYING') AND expires_at <= clock_timestamp()
      ORDER BY expires_at LIMIT :limit
      """)
  List<UUID> lapsed(int limit);
}
