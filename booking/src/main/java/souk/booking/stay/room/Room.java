package souk.booking.stay.room;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/**
 * A room of a hotel.
 *
 * @param number what is written on its door
 */
@Introspected
@MappedEntity(value = "room", schema = "booking")
public record Room(@Id UUID id, UUID hotelId, UUID roomTypeId, String number) {}
