package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.RoomNights;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A stay is called off: its rooms are free in the same moment, and what was taken goes back but for
 * the fee, which is judged by the clock behind the locks.
 */
@Singleton
final class CancelStay {
  private final Stays stays;
  private final RoomNights nights;
  private final Contention contention;
  private final DatabaseClock clock;

  CancelStay(Stays stays, RoomNights nights, Contention contention, DatabaseClock clock) {
    this.stays = stays;
    this.nights = nights;
    this.contention = contention;
    this.clock = clock;
  }

  /**
   * By its guest. What is over stays as it is, and what has lapsed expires.
   *
   * @param seen the fee that he has agreed to; null for none
   * @throws Problem 409 {@code fee_changed} with the fee when it is more than he has seen, {@code
   *     stay_begun} from the time of check-in on; 422 {@code currency_wrong}
   */
  Stay byGuest(UUID stayId, @Nullable Money seen) {
    return ended(
        stayId,
        before -> {
          var fee = feeNow(before);
          refuseMoreThan(seen, fee);
          return stays.cancel(before, Stays.BY_GUEST, fee).orElse(before);
        });
  }

  /**
   * By its hotel, for nothing; it is or was booked. What is over stays as it is.
   *
   * @throws Problem 409 {@code stay_begun}
   */
  Stay byHotel(UUID stayId) {
    return ended(
        stayId,
        before -> {
          refuseBegun(before);
          var nothing = Money.zero(before.total().currency());
          return stays.cancel(before, Stays.BY_HOTEL, nothing).orElse(before);
        });
  }

  /**
   * What calling it off would cost now.
   *
   * @throws Problem 409 {@code stay_over}, {@code stay_begun}
   */
  Cancellation preview(Stay stay) {
    if (stay.isOver())
      throw Problem.conflict("stay_over", "There is nothing to call off any more.");
    return Cancellation.forFee(stay.quote(), feeNow(stay).minor());
  }

  private interface Ending {
    Stay of(Stay before);
  }

  private Stay ended(UUID stayId, Ending ending) {
    return contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      if (before.isOver()) return before;
      nights.lock(before.hotelId(), before.quote().wish().span(), stayId);
      return stays.expire(before).orElseGet(() -> ending.of(before));
    });
  }

  /** What is not booked yet costs nothing. */
  private Money feeNow(Stay stay) {
    if (stay.state().isPromise()) return Money.zero(stay.total().currency());
    refuseBegun(stay);
    return Cancellation.at(stay.quote(), clock.now()).fee();
  }

  private void refuseBegun(Stay stay) {
    var here = stay.state() instanceof StayState.CheckedIn;
    if (!here && clock.now().isBefore(stay.quote().checkInAt())) return;
    throw Problem.conflict("stay_begun", "The stay has begun; please ask the hotel.");
  }

  private static void refuseMoreThan(@Nullable Money seen, Money fee) {
    if (seen != null && !seen.currency().equals(fee.currency())) {
      throw Problem.refused("currency_wrong", "This stay was sold in another currency.");
    }
    var agreed = seen == null ? 0 : seen.minor();
    if (fee.minor() <= agreed) return;
    throw Problem.conflict("fee_changed", "Calling it off costs %s now.".formatted(fee))
        .with("fee", fee);
  }
}
