package souk.booking.stay.hotel;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface HotelRows extends GenericRepository<HotelRow, UUID> {
  @Query(
      """
      INSERT INTO booking.hotel (id, host_id, city_id, name, description, lat, lon, zone, currency,
        stars, amenities, photos, check_in, check_out, tax_basis_points, city_tax_minor)
      VALUES (:id, :hostId, :cityId, :name, :description, :lat, :lon, :zone, :currency,
        :stars, :amenities, :photos, :checkIn, :checkOut, :taxBasisPoints, :cityTaxMinor)
      """)
  int enter(
      UUID id,
      UUID hostId,
      String cityId,
      String name,
      String description,
      double lat,
      double lon,
      String zone,
      String currency,
      int stars,
      String amenities,
      String photos,
      LocalTime checkIn,
      LocalTime checkOut,
      int taxBasisPoints,
      long cityTaxMinor);

  @Query("SELECT * FROM booking.hotel WHERE id = :id")
  Optional<HotelRow> find(UUID id);

  @Query(
      """
      SELECT * FROM booking.hotel
      WHERE host_id = :hostId AND (created_at, id) < (:before, :beforeId)
      ORDER BY created_at DESC, id DESC LIMIT :limit
      """)
  List<HotelRow> ofHost(UUID hostId, Instant before, UUID beforeId, int limit);
}
