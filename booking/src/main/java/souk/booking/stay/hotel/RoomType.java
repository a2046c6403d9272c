package souk.booking.stay.hotel;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Rooms of a hotel that are alike and sold as such; which of them it is, is decided late.
 *
 * @param guestsMax adults and children together
 * @param calendarVersion rises with every change of the type's nights by its host
 */
@Introspected
@MappedEntity(value = "room_type", schema = "booking")
public record RoomType(
    @Id UUID id,
    UUID hotelId,
    String name,
    int adultsMax,
    int childrenMax,
    int guestsMax,
    long calendarVersion,
    Instant createdAt) {

  /** Whether a room of this type has beds for them. */
  public boolean sleeps(int adults, int children) {
    return adults <= adultsMax && children <= childrenMax && adults + children <= guestsMax;
  }
}
