package souk.dispatch.rating;

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
interface RatingRows extends GenericRepository<RatingRow, UUID> {
  /** Answers 0 when this party has rated the trip before, or the window has closed. */
  @Query(
      """
      INSERT INTO dispatch.rating
        (trip_id, rated_by, city_id, rater_id, person_id, stars, comment, weight, concern)
      SELECT :tripId, :ratedBy, :cityId, :raterId, :personId, :stars, :comment, :weight, :concern
      WHERE CAST(:completedAt AS timestamptz) + :windowSeconds * interval '1 s' > clock_timestamp()
      ON CONFLICT (trip_id, rated_by) DO NOTHING
      """)
  int enter(
      UUID tripId,
      String ratedBy,
      String cityId,
      UUID raterId,
      UUID personId,
      int stars,
      @Nullable String comment,
      int weight,
      @Nullable String concern,
      Instant completedAt,
      long windowSeconds);

  @Query("SELECT * FROM dispatch.rating WHERE trip_id = :tripId AND rated_by = :ratedBy")
  Optional<RatingRow> find(UUID tripId, String ratedBy);

  @Query("SELECT * FROM dispatch.rating WHERE trip_id = :tripId")
  List<RatingRow> ofTrip(UUID tripId);

  @Query(
      """
      SELECT * FROM dispatch.rating
      WHERE concern IS NOT NULL
        AND (CAST(:concern AS text) IS NULL OR concern = CAST(:concern AS text))
        AND (created_at, trip_id) < (:before, :beforeTrip)
      ORDER BY created_at DESC, trip_id DESC LIMIT :limit
      """)
  List<RatingRow> concerning(@Nullable String concern, Instant before, UUID beforeTrip, int limit);

  @Query(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM dispatch.trip
        WHERE rider_id = :rider AND status = 'COMPLETED' LIMIT :most) AS counted
      """)
  int completedByRider(UUID rider, int most);

  @Query(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM dispatch.trip
        WHERE driver_id = :driver AND status = 'COMPLETED' LIMIT :most) AS counted
      """)
  int completedByDriver(UUID driver, int most);
}
