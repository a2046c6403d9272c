package souk.booking.stay.ical;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.NightBlocks;

/**
 * A calendar of others that closes nights of a type of rooms.
 *
 * @param url where it is fetched; null when its host sends it
 * @param rooms how many are taken in a night that is; null for all
 * @param readOn the day at the hotel on which it was read
 * @param failures how often in a row it could not be taken
 */
@MappedEntity(value = "calendar_feed", schema = "booking")
record FeedRow(
    @Id UUID id,
    UUID hotelId,
    UUID roomTypeId,
    String name,
    @Nullable String url,
    @Nullable Integer rooms,
    long version,
    @Nullable String etag,
    @Nullable LocalDate readOn,
    @Nullable Instant nextFetchAt,
    @Nullable Instant takenAt,
    int failures,
    @Nullable String failure,
    @Nullable String failureDetail,
    @Nullable Instant failedAt,
    Instant createdAt) {

  NightBlocks.Source source() {
    return new NightBlocks.Source(hotelId, roomTypeId, id);
  }

  int roomsTaken() {
    return rooms == null ? NightBlocks.ALL_ROOMS : rooms;
  }
}
