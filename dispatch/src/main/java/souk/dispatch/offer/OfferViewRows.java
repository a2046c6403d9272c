package souk.dispatch.offer;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.eta.EtaSource;
import souk.platform.money.Money;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OfferViewRows extends GenericRepository<OfferViewRows.Row, UUID> {
  String COLUMNS =
      """
      offer.id, offer.trip_id, offer.driver_id, offer.version, offer.status, trip.product,
      trip.pickup_lat, trip.pickup_lon, trip.dropoff_lat, trip.dropoff_lon, trip.pickup_at, offer.pickup_eta_s,
      offer.eta_source, offer.made_at, offer.expires_at, trip.fare_minor, trip.fare_currency,
      offer.after_trip_id,
      CASE WHEN offer.status = 'OPEN'
        THEN greatest(0, CAST(extract(epoch FROM offer.expires_at - clock_timestamp()) * 1000
                              AS bigint))
        ELSE 0 END AS expires_in_ms
      """;

  @Query(
      "SELECT "
          + COLUMNS
          + """
          FROM dispatch.offer JOIN dispatch.trip ON trip.id = offer.trip_id
          WHERE offer.id = :id
          """)
  Optional<Row> find(UUID id);

  /** The driver's open offer, be it of his next job, if his time is not over. */
  @Query(
      "SELECT "
          + COLUMNS
          + """
          FROM dispatch.driver_claim claim
          JOIN dispatch.offer ON offer.id = claim.offer_id AND offer.status = 'OPEN'
          JOIN dispatch.trip ON trip.id = offer.trip_id
          WHERE claim.driver_id = :driver
            AND offer.expires_at > clock_timestamp()
          """)
  Optional<Row> openFor(UUID driver);

  /**
   * The open offers that no phone has acknowledged; none of them comes twice in the time. What is
   * locked is being decided, and is passed over.
   */
  @Query(
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM dispatch.offer
        WHERE status = 'OPEN' AND acked_at IS NULL AND push_at <= clock_timestamp()
          AND expires_at > clock_timestamp()
        LIMIT :limit FOR UPDATE SKIP LOCKED)
      UPDATE dispatch.offer
      SET push_at = clock_timestamp() + :againAfterMillis * interval '1 ms'
      FROM due, dispatch.trip
      WHERE offer.id = due.id AND trip.id = offer.trip_id
      RETURNING
      """
          + COLUMNS)
  List<Row> toPushAgain(long againAfterMillis, int limit);

  /** An offer joined with what its trip says of the journey. */
  @MappedEntity("offer_view")
  record Row(
      @Id UUID id,
      UUID tripId,
      UUID driverId,
      long version,
      String status,
      String product,
      double pickupLat,
      double pickupLon,
      double dropoffLat,
      double dropoffLon,
      @Nullable Instant pickupAt,
      int pickupEtaS,
      String etaSource,
      Instant madeAt,
      Instant expiresAt,
      long expiresInMs,
      long fareMinor,
      String fareCurrency,
      @Nullable UUID afterTripId) {

    OfferView view() {
      return new OfferView(
          id,
          tripId,
          version,
          OfferStatus.valueOf(status),
          product,
          new Point(pickupLat, pickupLon),
          new Point(dropoffLat, dropoffLon),
          pickupAt,
          pickupEtaS,
          EtaSource.valueOf(etaSource),
          madeAt,
          expiresAt,
          expiresInMs,
          Money.of(fareMinor, fareCurrency),
          afterTripId);
    }
  }
}
