package souk.dispatch.matching.cost;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TrackRecordRows extends GenericRepository<TrackRecordRows.Row, UUID> {
  /**
   * An offer that was withdrawn, or is open, is none he answered; a trip that was taken from him he
   * did not refuse, and what he was asked while he drove he need not answer. A driver who is free
   * has been so since his row last changed: coming on line and the end of a trip change it, an
   * offer does not.
   */
  @Query(
      """
      SELECT driver.id, driver.changed_at AS free_since, last.answered, last.refused,
             work.trips, work.earned_minor
      FROM dispatch.driver driver
      CROSS JOIN LATERAL (
        SELECT CAST(count(*) AS int) AS answered,
               CAST(count(*) FILTER (WHERE status <> 'ACCEPTED' OR given_back_by = 'DRIVER')
                    AS int) AS refused
        FROM (SELECT offer.status, offer.given_back_by FROM dispatch.offer
              WHERE offer.driver_id = driver.id
                AND offer.status IN ('ACCEPTED', 'DECLINED', 'EXPIRED')
                AND (offer.status = 'ACCEPTED' OR offer.after_trip_id IS NULL)
              ORDER BY offer.made_at DESC LIMIT :offers) answer) last
      CROSS JOIN LATERAL (
        SELECT count(*) AS trips, CAST(coalesce(sum(trip.fare_minor), 0) AS bigint) AS earned_minor
        FROM dispatch.trip
        WHERE trip.driver_id = driver.id AND trip.status = 'COMPLETED'
          AND trip.completed_at > :since) work
      WHERE driver.id IN (:ids)
      """)
  List<Row> of(Collection<UUID> ids, int offers, Instant since);

  /** What {@link #of} reads. */
  @MappedEntity("track_record")
  record Row(
      @Id UUID id, Instant freeSince, int answered, int refused, long trips, long earnedMinor) {

    TrackRecord record(double starsBelow) {
      return new TrackRecord(
          answered, refused, new Work(trips, earnedMinor), freeSince, starsBelow);
    }
  }
}
