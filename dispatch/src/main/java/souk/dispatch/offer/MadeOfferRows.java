package souk.dispatch.offer;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.EtaSource;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface MadeOfferRows extends GenericRepository<MadeOfferRows.Row, UUID> {
  @Query(
      """
      SELECT id, driver_id, status, pickup_eta_s, eta_source, traffic_version, made_at, expires_at,
             decided_at, withdrawn_because, given_back_at, given_back_by, given_back_reason,
             explanation
      FROM dispatch.offer WHERE trip_id = :trip
      ORDER BY made_at, id LIMIT :limit
      """)
  List<Row> ofTrip(UUID trip, int limit);

  /** What {@link #ofTrip} reads. */
  @MappedEntity("made_offer")
  record Row(
      @Id UUID id,
      UUID driverId,
      String status,
      int pickupEtaS,
      String etaSource,
      long trafficVersion,
      Instant madeAt,
      Instant expiresAt,
      @Nullable Instant decidedAt,
      @Nullable String withdrawnBecause,
      @Nullable Instant givenBackAt,
      @Nullable String givenBackBy,
      @Nullable String givenBackReason,
      String explanation) {

    MadeOffer offer() {
      return new MadeOffer(
          id,
          driverId,
          OfferStatus.valueOf(status),
          pickupEtaS,
          EtaSource.valueOf(etaSource),
          trafficVersion,
          madeAt,
          expiresAt,
          decidedAt,
          withdrawnBecause,
          givenBackAt,
          givenBackBy,
          givenBackReason,
          explanation);
    }
  }
}
