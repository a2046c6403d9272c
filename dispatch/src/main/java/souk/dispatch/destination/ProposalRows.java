package souk.dispatch.destination;

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
import souk.dispatch.city.Point;
import souk.platform.money.Money;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProposalRows extends GenericRepository<ProposalRows.Row, UUID> {
  String COLUMNS =
      """
      id, trip_id, version, status, driver_id, dropoff_lat, dropoff_lon, fare_minor,
      fare_currency, proposed_at, expires_at,
      CASE WHEN status = 'OPEN'
        THEN greatest(0, CAST(extract(epoch FROM expires_at - clock_timestamp()) * 1000 AS bigint))
        ELSE 0 END AS expires_in_ms
      """;

  @Query("SELECT " + COLUMNS + " FROM dispatch.destination_proposal WHERE id = :id")
  Optional<Row> find(UUID id);

  /** What waits for the driver's answer, if his time is not over. */
  @Query(
      "SELECT "
          + COLUMNS
          + """
          FROM dispatch.destination_proposal
          WHERE trip_id IN (SELECT trip_id FROM dispatch.driver_claim
                            WHERE driver_id = :driver AND kind = 'TRIP')
            AND driver_id = :driver AND status = 'OPEN' AND expires_at > clock_timestamp()
          LIMIT 1
          """)
  Optional<Row> openFor(UUID driver);

  /** Answers 0 when there is one of that id, or another is open about the trip. */
  @Query(
      """
      INSERT INTO dispatch.destination_proposal
        (id, city_id, trip_id, driver_id, dropoff_lat, dropoff_lon, fare_minor, fare_currency,
         status, expires_at, push_at, decided_at)
      VALUES (:id, :city, :trip, :driver, :dropoffLat, :dropoffLon, :fareMinor, :fareCurrency,
              :status, clock_timestamp() + :timeMillis * interval '1 ms',
              clock_timestamp() + :againAfterMillis * interval '1 ms',
              CASE WHEN CAST(:status AS text) <> 'OPEN' THEN clock_timestamp() END)
      ON CONFLICT DO NOTHING
      """)
  int enter(
      UUID id,
      String city,
      UUID trip,
      UUID driver,
      double dropoffLat,
      double dropoffLon,
      long fareMinor,
      String fareCurrency,
      String status,
      long timeMillis,
      long againAfterMillis);

  /** The driver's answer, which counts in time only. */
  @Query(
      """
      UPDATE dispatch.destination_proposal
      SET status = :status, version = version + 1, decided_at = clock_timestamp()
      WHERE id = :id AND status = 'OPEN' AND expires_at > clock_timestamp()
      """)
  int answer(UUID id, String status);

  @Query(
      """
      UPDATE dispatch.destination_proposal
      SET status = 'EXPIRED', version = version + 1, decided_at = clock_timestamp()
      WHERE id = :id AND status = 'OPEN' AND expires_at <= clock_timestamp()
      """)
  int runOut(UUID id);

  @Query(
      """
      UPDATE dispatch.destination_proposal
      SET status = :status, version = version + 1, decided_at = clock_timestamp()
      WHERE id = :id AND status = 'OPEN'
      """)
  int end(UUID id, String status);

  @Query("SELECT id FROM dispatch.destination_proposal WHERE trip_id = :trip AND status = 'OPEN'")
  Optional<UUID> openOf(UUID trip);

  @Query(
      """
      SELECT id FROM dispatch.destination_proposal
      WHERE status = 'OPEN' AND expires_at <= clock_timestamp() ORDER BY expires_at LIMIT :limit
      """)
  List<UUID> overdue(int limit);

  @Query(
      """
      UPDATE dispatch.destination_proposal SET acked_at = clock_timestamp()
      WHERE id = :id AND driver_id = :driver AND acked_at IS NULL
      """)
  int acknowledge(UUID driver, UUID id);

  /** Those that no phone has acknowledged; what is locked is being decided, and is passed over. */
  @Query(
      """
      UPDATE dispatch.destination_proposal
      SET push_at = clock_timestamp() + :againAfterMillis * interval '1 ms'
      WHERE id IN (SELECT id FROM dispatch.destination_proposal
                   WHERE status = 'OPEN' AND acked_at IS NULL AND push_at <= clock_timestamp()
                     AND expires_at > clock_timestamp()
                   LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING
      """
          + COLUMNS)
  List<Row> toPushAgain(long againAfterMillis, int limit);

  /** A proposal, with what is left of its time. */
  @MappedEntity("destination_proposal")
  record Row(
      @Id UUID id,
      UUID tripId,
      long version,
      String status,
      UUID driverId,
      double dropoffLat,
      double dropoffLon,
      long fareMinor,
      String fareCurrency,
      Instant proposedAt,
      Instant expiresAt,
      long expiresInMs) {
    DestinationProposal proposal() {
      return new DestinationProposal(
          id,
          tripId,
          version,
          ProposalStatus.valueOf(status),
          driverId,
          new Point(dropoffLat, dropoffLon),
          Money.of(fareMinor, fareCurrency),
          proposedAt,
          expiresAt,
          expiresInMs);
    }
  }
}
