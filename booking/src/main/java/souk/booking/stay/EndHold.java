package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.booking.stay.calendar.RoomNights;
import souk.platform.problem.Problem;

/** A hold is renewed once, or ends with its time: whoever locks it first. */
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

  /** Gives rooms back whose time for holding or paying is over; any other stays as it is. */
  Stay expire(UUID stayId) {
    return contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      if (!before.state().isPromise()) return before;
      nights.lock(before.hotelId(), before.quote().wish().span(), stayId);
      return stays.expire(before).orElse(before);
    });
  }

  private static Problem notRenewed(Stay before) {
    if (before.state() instanceof StayState.Held held && held.renewals() > 0) {
      return Problem.conflict("renewed_already", "The time was renewed before, or it is over.");
    }
    return Problem.conflict("hold_over", "The rooms are no longer held; ask for a new quote.");
  }
}
