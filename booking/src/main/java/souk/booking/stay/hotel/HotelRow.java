package souk.booking.stay.hotel;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;

@MappedEntity(value = "hotel", schema = "booking")
record HotelRow(
    @Id UUID id,
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
    long cityTaxMinor,
    Instant createdAt) {}
