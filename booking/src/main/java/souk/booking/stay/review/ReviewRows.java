package souk.booking.stay.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whoever reads what others may see asks for what is visible by the database's clock. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReviewRows extends GenericRepository<ReviewRow, UUID> {
  /**
   * Answers 0 when this side has written before, or nobody may any more: of what one side has
   * written already, its own instant counts. The stay is locked.
   */
  @Query(
      """
      INSERT INTO booking.stay_review
        (id, stay_id, side, hotel_id, author_id, stars, words, departure, visible_at)
      SELECT :id, :stayId, :side, :hotelId, :authorId, :stars, CAST(:words AS text),
        CAST(:departure AS date), until.at
      FROM (SELECT coalesce(
              (SELECT visible_at FROM booking.stay_review WHERE stay_id = :stayId AND side <> :side),
              CAST(:closesAt AS timestamptz)) AS at) until
      WHERE until.at > clock_timestamp()
      ON CONFLICT (stay_id, side) DO NOTHING
      """)
  int enter(
      UUID id,
      UUID stayId,
      String side,
      UUID hotelId,
      UUID authorId,
      int stars,
      @Nullable String words,
      LocalDate departure,
      Instant closesAt);

  /** What this side has written itself. */
  @Query("SELECT * FROM booking.stay_review WHERE stay_id = :stayId AND side = :side")
  List<ReviewRow> own(UUID stayId, String side);

  /** What the other side may read of it. */
  @Query(
      """
      SELECT * FROM booking.stay_review
      WHERE stay_id = :stayId AND side = :side AND visible_at <= clock_timestamp()
      """)
  List<ReviewRow> visible(UUID stayId, String side);

  /** Once both have written there is nothing to wait for. The stay is locked. */
  @Query(
      """
      UPDATE booking.stay_review SET visible_at = clock_timestamp()
      WHERE stay_id = :stayId AND visible_at > clock_timestamp()
        AND (SELECT count(*) FROM booking.stay_review WHERE stay_id = :stayId) = 2
      """)
  int reveal(UUID stayId);

  /** Answers those that were not before. The stay is locked. */
  @Query(
      """
      UPDATE booking.stay_review SET published = true
      WHERE stay_id = :stayId AND NOT published AND visible_at <= clock_timestamp()
      RETURNING *
      """)
  List<ReviewRow> publish(UUID stayId);

  @Query(
      """
      INSERT INTO booking.hotel_rating AS known (hotel_id, reviews, stars)
      VALUES (:hotelId, 1, :stars)
      ON CONFLICT (hotel_id) DO UPDATE
      SET reviews = known.reviews + 1, stars = known.stars + excluded.stars
      """)
  int count(UUID hotelId, int stars);

  /** What guests have said of a hotel, newest first. */
  @Query(
      """
      SELECT * FROM booking.stay_review
      WHERE hotel_id = :hotelId AND side = 'GUEST' AND visible_at <= clock_timestamp()
        AND (visible_at, id) < (:before, :beforeId)
      ORDER BY visible_at DESC, id DESC LIMIT :limit
      """)
  List<ReviewRow> ofHotel(UUID hotelId, Instant before, UUID beforeId, int limit);

  /** Stays of which something is visible that was not published. */
  @Query(
      """
      SELECT stay_id FROM booking.stay_review
      WHERE NOT published AND visible_at <= clock_timestamp() ORDER BY visible_at LIMIT :limit
      """)
  List<UUID> due(int limit);
}
