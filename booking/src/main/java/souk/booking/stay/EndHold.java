package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.UnaryOperator;
import souk.booking.stay.calendar.RoomNights;
import souk.platform.problem.Problem;

/**
 * A hold is renewed once, given back by its guest, or ends with its time: whoever locks it first.
 */
@Singleton
final class EndHold {
  private final Stays stays;
  private final RoomNights nights;
  private final Contention contention;

  EndHold(Stays stays, RoomNights nights, Contention contention) {
    this.stays = stays;
    this.nights = nights;
    this.contention = contention;
  }

  /**
   * Gives the guest as much time as at first, from now on.
   *
   * @throws Problem 409 {@code hold_over} or {@code renewed_already}
   */
  Stay renew(UUID stayId) {
    return contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      return stays.renew(stayId).orElseThrow(() -> notRenewed(before));
    });
  }

  /**
   * Gives the rooms back; what is over stays as it is.
   *
   * @throws Problem 409 {@code stay_confirmed} once they are booked
   */
  Stay cancel(UUID stayId) {
    var stay = end(stayId, held -> stays.cancel(held, Stays.BY_GUEST).orElse(held));
    if (stay.state().status() != StayStatus.CONFIRMED) return stay;
    throw Problem.conflict("stay_confirmed", "The rooms are booked already.");
  }

  /** Gives rooms back whose time for holding or paying is over; any other stays as it is. */
  Stay expire(UUID stayId) {
    return end(stayId, held -> stays.expire(held).orElse(held));
  }

  private Stay end(UUID stayId, UnaryOperator<Stay> ending) {
    return contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      if (!before.state().isPromise()) return before;
      nights.lock(before.hotelId(), before.quote().wish().span(), stayId);
      return ending.apply(before);
    });
  }

  private static Problem notRenewed(Stay before) {
    if (before.state() instanceof StayState.Held held && held.renewals() > 0) {
      return Problem.conflict("renewed_already", "The time was renewed before, or it is over.");
    }
    return Problem.conflict("hold_over", "The rooms are no longer held; ask for a new quote.");
  }
}
