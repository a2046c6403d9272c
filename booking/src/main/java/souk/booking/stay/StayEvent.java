package souk.booking.stay;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What {@code stay.held}, {@code stay.renewed}, {@code stay.cancelled} and {@code stay.expired}
 * say.
 */
record StayEvent(
    UUID stayId,
    UUID hotelId,
    UUID guestId,
    String status,
    @Nullable String reason,
    LocalDate arrival,
    LocalDate departure,
    Money total,
    long version) {
  static StayEvent of(Stay stay) {
    var span = stay.quote().wish().span();
    return new StayEvent(
        stay.id(),
        stay.hotelId(),
        stay.guestId(),
        stay.state().status(),
        stay.state() instanceof StayState.Cancelled cancelled ? cancelled.reason() : null,
        span.arrival(),
        span.departure(),
        stay.quote().price().total(),
        stay.version());
  }
}
