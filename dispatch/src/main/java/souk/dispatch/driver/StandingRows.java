package souk.dispatch.driver;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StandingRows extends GenericRepository<StandingRows.Row, UUID> {
  @Query(
      """
      SELECT driver.id, driver.city_id, driver.version, driver.availability, driver.product,
             claim.kind AS claim_kind, claim.trip_id, claim.offer_id, trip.rider_id
      FROM dispatch.driver driver
      LEFT JOIN dispatch.driver_claim claim ON claim.driver_id = driver.id AND claim.slot = 0
      LEFT JOIN dispatch.trip trip ON trip.id = claim.trip_id
      WHERE driver.id IN (:ids)
      """)
  List<Row> of(Collection<UUID> ids);

  @MappedEntity("standing")
  record Row(
      @Id UUID id,
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
