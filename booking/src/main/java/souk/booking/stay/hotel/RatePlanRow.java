package souk.booking.stay.hotel;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity(value = "rate_plan", schema = "booking")
record RatePlanRow(
    @Id UUID id,
    UUID hotelId,
    String name,
    String mealPlan,
    String policy,
    String payment,
    Instant createdAt) {}
