package souk.booking.stay;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import souk.booking.stay.calendar.Calendars;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.policy.FeeSteps;
import souk.booking.stay.quote.Availability;
import souk.booking.stay.quote.FewerNights;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.quote.StayLimits;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.quote.StayWish;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** Whether a booked stay can be changed so, and what that makes of its price: one function. */
@Singleton
final class JudgeChange {
  private final Hotels hotels;
  private final Calendars calendars;
  private final StayLimits limits;

  JudgeChange(Hotels hotels, Calendars calendars, StayLimits limits) {
    this.hotels = hotels;
    this.calendars = calendars;
    this.limits = limits;
  }

  /**
   * @param wish of the same hotel and arrival, not longer than the stay is
   * @param now by the database's clock; behind the locks where it is done
   * @throws Problem 409 {@code stay_over}, {@code not_booked}, {@code stay_begun} or {@code
   *     payment_pending}; 422 {@code nothing_changes}, {@code change_adds_nights}, {@code
   *     change_adds_rooms}, {@code change_costs_more}, {@code too_many_guests} or {@code
   *     stay_restricted}
   */
  StayChange judge(Stay stay, StayWish wish, String guestName, Instant now) {
    refuseNotChangeable(stay, now);
    var before = stay.quote();
    refuseNothing(stay, wish, guestName);
    var hotel = hotels.find(stay.hotelId()).orElseThrow();
    if (wish.span().departure().isAfter(before.wish().span().departure())) throw addsNights();
    wish.rooms().forEach(room -> refuseTooMany(hotel, room));
    var plans = hotels.plans(hotel.id());
    var fewer = FewerNights.of(before, wish, plans, before.checkInAt().atZone(hotel.zone()));
    if (givesUp(before.wish(), wish)) refuseRestricted(wish);
    var fee = new Money(FeeSteps.at(fewer.fees(), now), stay.total().currency());
    var refund = stay.total().minus(fewer.price().total()).minus(fee);
    if (refund.isNegative()) throw costsMore(refund);
    var after = after(before, wish, hotel, fewer, now);
    return new StayChange(stay.id(), stay.changes().count() + 1, after, guestName, fee, refund);
  }

  private StayQuote after(
      StayQuote before, StayWish wish, Hotel hotel, FewerNights fewer, Instant now) {
    var sameDay = wish.span().equals(before.wish().span());
    return new StayQuote(
        UuidCreator.getTimeOrderedEpoch(),
        before.guestId(),
        wish,
        fewer.price(),
        before.checkInAt(),
        sameDay ? before.checkOutAt() : hotel.checkOut(wish.span().departure()).toInstant(),
        now.plus(limits.quoteValidity()));
  }

  private static boolean givesUp(StayWish before, StayWish after) {
    return !before.span().equals(after.span()) || !before.roomsByType().equals(after.roomsByType());
  }

  private static void refuseNotChangeable(Stay stay, Instant now) {
    if (stay.isOver()) throw Problem.conflict("stay_over", "The stay is over.");
    if (stay.state().isPromise()) {
      throw Problem.conflict("not_booked", "The rooms are not booked yet.");
    }
    var here = stay.state() instanceof StayState.CheckedIn;
    if (here || !now.isBefore(stay.quote().checkInAt())) {
      throw Problem.conflict("stay_begun", "The stay has begun; please ask the hotel.");
    }
    if (stay.phase() == StayPhase.AWAIT_STAY) return;
    throw Problem.conflict(
        "payment_pending", "The stay's money is on its way; try again in a moment.");
  }

  private static void refuseNothing(Stay stay, StayWish wish, String guestName) {
    if (!stay.quote().wish().equals(wish) || !stay.guestName().equals(guestName)) return;
    throw Problem.refused("nothing_changes", "The stay is so already.");
  }

  private void refuseTooMany(Hotel hotel, RoomWish room) {
    var type = hotels.type(hotel.id(), room.roomTypeId()).orElseThrow(JudgeChange::unknown);
    if (type.sleeps(room.adults(), room.children())) return;
    throw Problem.refused("too_many_guests", "A room of this type does not sleep so many.")
        .with("room_type_id", type.id())
        .with("guests_max", type.guestsMax());
  }

  /** Of nights that the guest has already none can be sold out or closed to him. */
  private void refuseRestricted(StayWish wish) {
    var span = wish.span();
    var calendar = calendars.now(wish.hotelId(), wish.types(), span.arrival(), span.departure());
    List<?> against = Availability.ofRules(wish, calendar);
    if (against.isEmpty()) return;
    throw Problem.refused("stay_restricted", "The hotel does not sell a stay of these days.")
        .with("nights", against);
  }

  private static Problem unknown() {
    return Problem.refused("room_type_unknown", "The hotel has no such type of rooms.");
  }

  private static Problem addsNights() {
    return Problem.refused("change_adds_nights", "A change cannot add nights; book them beside.");
  }

  private static Problem costsMore(Money refund) {
    return Problem.refused("change_costs_more", "A change cannot cost more than the stay does.")
        .with("more", new Money(-refund.minor(), refund.currency()));
  }
}
