package souk.dispatch.offer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Looks at the accepted jobs whose drivers still drive another trip. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NextJobRows extends GenericRepository<OfferRow, UUID> {
  String NEXT =
      """
      FROM dispatch.driver_claim claim
      JOIN dispatch.offer ON offer.id = claim.offer_id
      WHERE claim.slot = 1 AND claim.kind = 'TRIP'
      """;

  String LATE =
      """
       AND offer.decided_at + (offer.pickup_eta_s + :patienceS) * interval '1 s'
           <= clock_timestamp()
      """;

  /** Positions on the way to a next job belong to the present trip. */
  String SILENT =
      """
       AND NOT EXISTS (
         SELECT FROM dispatch.trace_point point
         WHERE point.city_id = claim.city_id AND point.trip_id = offer.after_trip_id
           AND point.driver_id = claim.driver_id AND point.at > :heardSince)
      """;

  @Query("SELECT claim.trip_id " + NEXT + " AND claim.city_id = :city" + LATE + " LIMIT :limit")
  List<UUID> late(String city, long patienceS, int limit);

  @Query("SELECT EXISTS (SELECT " + NEXT + " AND claim.trip_id = :trip" + LATE + ")")
  boolean isLate(UUID trip, long patienceS);

  @Query("SELECT claim.trip_id " + NEXT + " AND claim.city_id = :city" + SILENT + " LIMIT :limit")
  List<UUID> silent(String city, Instant heardSince, int limit);

  @Query("SELECT EXISTS (SELECT " + NEXT + " AND claim.trip_id = :trip" + SILENT + ")")
  boolean isSilent(UUID trip, Instant heardSince);
}
