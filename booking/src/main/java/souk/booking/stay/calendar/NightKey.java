package souk.booking.stay.calendar;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A night of a type of rooms.
 *
 * @param night on the hotel's calendar: the day on whose evening it begins
 */
@Introspected
public record NightKey(UUID roomTypeId, LocalDate night) {}
