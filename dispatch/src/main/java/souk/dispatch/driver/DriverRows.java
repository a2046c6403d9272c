package souk.dispatch.driver;

import io.micronaut.core.annotation.Introspected;
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
import souk.dispatch.city.CityId;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DriverRows extends GenericRepository<DriverRow, UUID> {
  @Query("SELECT * FROM dispatch.driver WHERE id = :id")
  Optional<DriverRow> find(UUID id);

  @Query("SELECT * FROM dispatch.driver WHERE id = :id FOR UPDATE")
  Optional<DriverRow> lock(UUID id);

  @Query(
      """
      INSERT INTO dispatch.driver (id, city_id, name, status, plate, model, colour, products)
      VALUES (:id, :city, :name, :status, :plate, :model, :colour, :products)
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(
      UUID id,
      String city,
      String name,
      String status,
      String plate,
      String model,
      String colour,
      String products);

  /** Given the row itself, the framework would answer 1 whatever the database did. */
  default int insert(DriverRow row) {
    return insert(
        row.id(),
        row.cityId(),
        row.name(),
        row.status(),
        row.plate(),
        row.model(),
        row.colour(),
        row.products());
  }

  @Query(
      """
      UPDATE dispatch.driver
      SET city_id = :city, name = :name, plate = :plate, model = :model, colour = :colour,
          products = :products, status = :status, status_reason = :reason,
          availability = :availability, product = :product, passed_in_row = :passedInRow,
          version = version + 1, changed_at = clock_timestamp()
      WHERE id = :id AND version = :version
      """)
  int update(
      UUID id,
      long version,
      String city,
      String name,
      String plate,
      String model,
      String colour,
      String products,
      String status,
      @Nullable String reason,
      String availability,
      @Nullable String product,
      int passedInRow);

  /** Answers 0 when the row is of another version by now. */
  default int update(DriverRow row) {
    return update(
        row.id(),
        row.version(),
        row.cityId(),
        row.name(),
        row.plate(),
        row.model(),
        row.colour(),
        row.products(),
        row.status(),
        row.statusReason(),
        row.availability(),
        row.product(),
        row.passedInRow());
  }

  @Query(
      """
      UPDATE dispatch.driver SET version = version + 1, changed_at = clock_timestamp()
      WHERE id = :id
      """)
  int bump(UUID id);

  @Query(
      """
      SELECT * FROM dispatch.driver
      WHERE (CAST(:status AS text) IS NULL OR status = :status)
        AND (created_at, id) < (:createdBefore, :idBefore)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<DriverRow> page(@Nullable String status, Instant createdBefore, UUID idBefore, int limit);

  @Query(
      """
      SELECT driver.id, driver.city_id, driver.version, driver.availability, driver.product,
             claim.kind AS claim_kind, claim.trip_id, claim.offer_id, trip.rider_id
      FROM dispatch.driver driver
      LEFT JOIN dispatch.driver_claim claim ON claim.driver_id = driver.id AND claim.slot = 0
      LEFT JOIN dispatch.trip trip ON trip.id = claim.trip_id
      WHERE driver.id IN (:ids)
      """)
  List<StandingRow> standings(Collection<UUID> ids);

  /** What {@link #standings} reads. */
  @Introspected
  record StandingRow(
      UUID id,
      String cityId,
      long version,
      String availability,
      @Nullable String product,
      @Nullable String claimKind,
      @Nullable UUID tripId,
      @Nullable UUID offerId,
      @Nullable UUID riderId) {

    DriverStanding standing() {
      return new DriverStanding(
          id,
          new CityId(cityId),
          version,
          Optional.ofNullable(product)
              .filter(_ -> Driver.Availability.valueOf(availability) == Driver.Availability.ONLINE)
              .map(DriverRow::product),
          claim());
    }

    private Optional<DriverStanding.Claim> claim() {
      if (claimKind == null || tripId == null || offerId == null || riderId == null) {
        return Optional.empty();
      }
      var kind = DriverStanding.Kind.valueOf(claimKind);
      return Optional.of(new DriverStanding.Claim(kind, tripId, offerId, riderId));
    }
  }
}
