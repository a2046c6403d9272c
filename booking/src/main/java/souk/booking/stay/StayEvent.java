package souk.booking.stay;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What {@code stay.held}, {@code stay.renewed}, {@code stay.paying}, {@code
 * stay.payment_action_required}, {@code stay.payment_refused}, {@code stay.confirmed}, {@code
 * stay.checked_in}, {@code stay.checked_out}, {@code stay.no_show}, {@code stay.cancelled}, {@code
 * stay.changed}, {@code stay.refunded} and {@code stay.expired} say.
 *
 * @param reason why it was cancelled, or why the last card was refused
 * @param confirmation what the hotel knows a booked one by
 */
record StayEvent(
    UUID stayId,
    UUID hotelId,
    UUID guestId,
    StayStatus status,
    @Nullable String reason,
    @Nullable String confirmation,
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
        reason(stay),
        stay.state().confirmation(),
        span.arrival(),
        span.departure(),
        stay.quote().price().total(),
        stay.version());
  }

  private static @Nullable String reason(Stay stay) {
    if (stay.state() instanceof StayState.Cancelled cancelled) return cancelled.reason();
    return stay.payment() == null ? null : stay.payment().reason();
  }
}
