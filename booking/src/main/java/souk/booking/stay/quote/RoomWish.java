package souk.booking.stay.quote;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** One room, of which type, under which plan and for how many. */
@Introspected
public record RoomWish(
    @NotNull UUID roomTypeId,
    @NotNull UUID ratePlanId,
    @Min(1) @Max(20) int adults,
    @Min(0) @Max(20) int children) {}
