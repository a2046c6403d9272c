package souk.booking.stay.calendar;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "calendar_change", schema = "booking")
record CalendarChangeRow(
    @Id UUID id,
    UUID hotelId,
    UUID roomTypeId,
    long version,
    UUID madeBy,
    String content,
    Instant createdAt) {}
