package souk.dispatch.offer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OfferRows extends GenericRepository<OfferRow, UUID> {
  @Query("SELECT * FROM dispatch.offer WHERE id = :id")
  Optional<OfferRow> find(UUID id);

  @Query("SELECT * FROM dispatch.offer WHERE id = :id FOR UPDATE")
  Optional<OfferRow> lock(UUID id);

  @Query(
      """
      INSERT INTO dispatch.offer
        (id, city_id, trip_id, driver_id, status, version, pickup_eta_s, eta_source,
         traffic_version, explanation, made_at, expires_at, push_at,
         after_trip_id)
      VALUES (:id, :city, :trip, :driver, 'OPEN', 1, :pickupEtaS, :etaSource, :trafficVersion,
              :explanation, :madeAt, :expiresAt, :pushAt, :afterTrip)
      """)
  int insert(
      UUID id,
      String city,
      UUID trip,
      UUID driver,
      int pickupEtaS,
      String etaSource,
      long trafficVersion,
      String explanation,
      Instant madeAt,
      Instant expiresAt,
      Instant pushAt,
      @Nullable UUID afterTrip);

  /** Enters an open offer. */
  default void insert(Offer.Open open, String explanation, Instant pushAt) {
    var terms = open.terms();
    insert(
        terms.id(),
        terms.city().slug(),
        terms.trip(),
        terms.driver(),
        Math.toIntExact(terms.pickup().time().toSeconds()),
        terms.pickup().source().name(),
        terms.pickup().trafficVersion(),
        explanation,
        terms.madeAt(),
        terms.expiresAt(),
        pushAt,
        terms.afterTrip());
  }

  @Query(
      """
      UPDATE dispatch.offer
      SET status = :status, version = version + 1, decided_at = :decidedAt
      WHERE id = :id AND status = 'OPEN' AND expires_at > clock_timestamp()
      """)
  int answer(UUID id, String status, Instant decidedAt);

  @Query(
      """
      UPDATE dispatch.offer SET status = 'EXPIRED', version = version + 1, decided_at = :decidedAt
      WHERE id = :id AND status = 'OPEN' AND expires_at <= clock_timestamp()
      """)
  int runOut(UUID id, Instant decidedAt);

  @Query(
      """
      UPDATE dispatch.offer
      SET status = 'WITHDRAWN', version = version + 1, decided_at = :decidedAt,
          withdrawn_because = :because
      WHERE id = :id AND status = 'OPEN'
      """)
  int withdraw(UUID id, String because, Instant decidedAt);

  @Query(
      """
      UPDATE dispatch.offer
      SET given_back_at = clock_timestamp(), given_back_by = :by, given_back_reason = :reason
      WHERE id = :id AND status = 'ACCEPTED' AND given_back_at IS NULL
      """)
  int giveBack(UUID id, String by, String reason);

  @Query(
      """
      SELECT EXISTS (SELECT FROM dispatch.offer
                     WHERE trip_id = :trip AND driver_id = :driver AND given_back_at IS NOT NULL)
      """)
  boolean wasGivenBack(UUID trip, UUID driver);

  @Query(
      """
      SELECT DISTINCT trip_id FROM dispatch.offer
      WHERE trip_id IN (:trips) AND given_back_at IS NOT NULL
      """)
  List<UUID> givenBack(Collection<UUID> trips);

  @Query(
      """
      UPDATE dispatch.offer SET acked_at = clock_timestamp()
      WHERE id = :id AND driver_id = :driver AND acked_at IS NULL
      """)
  int acknowledge(UUID driver, UUID id);

  @Query(
      """
      SELECT * FROM dispatch.offer
      WHERE city_id = :city AND status = 'OPEN' AND expires_at <= clock_timestamp()
      ORDER BY expires_at LIMIT :limit
      """)
  List<OfferRow> overdue(String city, int limit);

  @Query(
      """
      SELECT * FROM dispatch.offer
      WHERE trip_id IN (:trips) AND status IN ('DECLINED', 'EXPIRED', 'ACCEPTED')
      """)
  List<OfferRow> refused(Collection<UUID> trips);

  @Query(
      """
      SELECT CAST(ceil(extract(epoch FROM min(expires_at) - clock_timestamp()) * 1000) AS bigint)
      FROM dispatch.offer WHERE city_id = :city AND status = 'OPEN'
      """)
  Optional<Long> nextExpiry(String city);
}
